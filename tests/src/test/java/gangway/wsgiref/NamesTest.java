package gangway.wsgiref;

import module java.base;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// The chapter's table says for each public name of wsgiref what stands for it here.
@Tag("facts-45")
class NamesTest {

    @Test
    void theTableHasEachPublicNameOfWsgiref() throws Exception {
        String chapter = Files.readString(Path.of(System.getProperty("gangway.root"), "gateway-spec", "README.md"));
        String table = chapter.substring(chapter.indexOf("| PEP 3333 and wsgiref | here |")).split("\n\n", 2)[0];
        String left = table.lines().map(row -> row.split("\\|")[1]).collect(Collectors.joining("\n"));
        Set<String> named = Pattern.compile("\\w+").matcher(left).results().map(MatchResult::group).collect(Collectors.toSet());
        try (Oracle wsgiref = Oracle.start()) {
            assertEquals(List.of(), wsgiref.texts("public_names").stream().filter(name -> !named.contains(name)).toList());
        }
    }
}
