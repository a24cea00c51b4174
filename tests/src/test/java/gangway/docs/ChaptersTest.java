package gangway.docs;

import module java.base;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The chapters say what the sources say. A block of code under the comment
///
/// ```text
/// <!-- code: path/to/File.java#name -->
/// ```
///
/// stands in that file, comment lines at its head left out; with `#name`, it is the method of that name.
class ChaptersTest {

    private static final Path ROOT = Path.of(System.getProperty("gangway.root"));
    private static final Pattern QUOTE =
        Pattern.compile("<!-- code: ([^#\\s]+)(?:#(\\w+))? -->\n```java\n(.*?)```", Pattern.DOTALL);
    private static final Pattern LINK = Pattern.compile("]\\((?!https?:)([^)#]+)");

    static List<Path> chapters() throws IOException {
        try (Stream<Path> files = Files.find(ROOT, 3, (file, _) -> file.toString().endsWith(".md"))) {
            return files.filter(file -> !ROOT.relativize(file).toString().contains("target")).sorted().toList();
        }
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void quotedCodeIsThatOfTheSource(Path chapter) throws IOException {
        Matcher quote = QUOTE.matcher(Files.readString(chapter));
        while (quote.find()) {
            String source = Files.readString(ROOT.resolve(quote.group(1)));
            String code = quote.group(3);
            if (quote.group(2) == null) assertEquals(source.replaceFirst("\\A(//.*\n)+", ""), code, quote.group(1));
            else assertTrue(code.contains(" " + quote.group(2) + "(") && source.contains(code),
                () -> "not in " + quote.group(1) + ", copy it from there:\n" + code);
        }
    }

    @ParameterizedTest
    @MethodSource("chapters")
    void linksLeadSomewhere(Path chapter) throws IOException {
        Matcher link = LINK.matcher(Files.readString(chapter));
        while (link.find())
            assertTrue(Files.exists(chapter.resolveSibling(link.group(1))), chapter + " links to " + link.group(1));
    }

    @Test
    void theFirstPageQuotesTheFirstExample() throws IOException {
        assertTrue(Files.readString(ROOT.resolve("README.md")).contains("<!-- code: gateway-spec/examples/Hello.java -->"));
    }

    @Test
    void eachModuleHasItsChapter() {
        for (String module : List.of("gateway-spec", "reference-server", "mini-framework", "coroutine", "tests"))
            assertTrue(Files.exists(ROOT.resolve(module).resolve("README.md")), module);
    }
}
