package gangway.style;

import module java.base;
import module java.xml;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

import static org.junit.jupiter.api.Assertions.assertEquals;

/// Who uses a library of ours gets no other library with it: no POM asks for one outside of tests.
class NoDependenciesTest {

    private static final String POM = """
        <project><dependencies><dependency>
          <groupId>%s</groupId><artifactId>it</artifactId><version>1</version>%s
        </dependency></dependencies></project>""";

    /// The dependencies, written `group:artifact`, that this POM brings to whoever uses its module.
    private static List<String> broughtBy(String pom) throws Exception {
        var xpath = XPathFactory.newInstance().newXPath();
        var document = DocumentBuilderFactory.newInstance().newDocumentBuilder()
            .parse(new InputSource(new StringReader(pom)));
        var outside = "//dependency[groupId != 'gangway' and not(scope = 'test') and not(scope = 'provided')]";
        var brought = new ArrayList<String>();
        for (var node : xpath.evaluateExpression(outside, document, XPathNodes.class))
            brought.add(xpath.evaluate("concat(groupId, ':', artifactId)", node));
        return brought;
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "gateway-spec", "reference-server", "mini-framework", "coroutine"})
    void aLibraryBringsNoOther(String module) throws Exception {
        assertEquals(List.of(), broughtBy(Checkout.read(Checkout.ROOT.resolve(module, "pom.xml"))));
    }

    @Test
    void aCompileDependencyIsFound() throws Exception {
        assertEquals(List.of("org.example:it"), broughtBy(POM.formatted("org.example", "")));
    }

    @Test
    void aRuntimeDependencyIsFound() throws Exception {
        assertEquals(List.of("org.example:it"), broughtBy(POM.formatted("org.example", "<scope>runtime</scope>")));
    }

    @Test
    void aTestDependencyIsAllowed() throws Exception {
        assertEquals(List.of(), broughtBy(POM.formatted("org.example", "<scope>test</scope>")));
    }

    @Test
    void aModuleOfOursIsAllowed() throws Exception {
        assertEquals(List.of(), broughtBy(POM.formatted("gangway", "")));
    }
}
