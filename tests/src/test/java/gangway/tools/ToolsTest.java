package gangway.tools;

import module java.base;
import module jdk.jdi;
import module jdk.jfr;

import gangway.cli.Gangway;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

/// The JDK's tools see coroutines by name, on the default kernel.
@Timeout(120)
class ToolsTest {

    private static final String SEEN = "tests/src/test/resources/gangway/tools/Seen.java";

    private static Gangway start(String options) throws IOException {
        return Gangway.start(Gangway.ROOT, Map.of("GANGWAY_JAVA_OPTS", options), "run", SEEN);
    }

    @Test
    void aThreadDumpShowsThemWithTheirStacks(@TempDir Path directory) throws Exception {
        var file = directory.resolve("dump.txt");
        try (var program = start("")) {
            program.line("ready");
            jcmd(program, "Thread.dump_to_file", file.toString());
        }
        var dump = Files.readString(file);
        assertTrue(dump.contains("\"patient\" virtual") && dump.contains("\"restless\" virtual"), dump);
        assertTrue(dump.contains("gangway.coroutine.Event.await"), dump);
    }

    @Test
    void theFlightRecorderHasWhoBlockedTheHub(@TempDir Path directory) throws Exception {
        var file = directory.resolve("recording.jfr");
        try (var program = start("-XX:StartFlightRecording:name=test -Xlog:jfr*=off")) {
            program.line("ready");
            jcmd(program, "JFR.dump", "name=test", "filename=" + file);
        }
        var blocked = RecordingFile.readAllEvents(file).stream()
            .filter(event -> event.getEventType().getName().equals("gangway.HubBlocked")).toList();
        assertEquals(List.of("restless"), blocked.stream().map(event -> event.getString("coroutine")).toList());
        assertTrue(blocked.getFirst().getString("stack").contains("Seen.spin("), blocked::toString);
    }

    @Test
    void aDebuggerListsThem() throws Exception {
        var agent = "-agentlib:jdwp=transport=dt_socket,server=y,suspend=n,address=127.0.0.1:0,includevirtualthreads=y";
        try (var program = start(agent)) {
            var port = program.line("Listening for transport dt_socket at address: ").replaceFirst(".*: ", "");
            program.line("ready");
            var connector = Bootstrap.virtualMachineManager().attachingConnectors().stream()
                .filter(each -> each.name().equals("com.sun.jdi.SocketAttach")).findFirst().orElseThrow();
            var arguments = connector.defaultArguments();
            arguments.get("hostname").setValue("127.0.0.1");
            arguments.get("port").setValue(port);
            var machine = connector.attach(arguments);
            try {
                var names = machine.allThreads().stream().map(ThreadReference::name).toList();
                assertTrue(names.containsAll(List.of("patient", "restless")), names::toString);
            } finally {
                machine.dispose();
            }
        }
    }

    private static void jcmd(Gangway program, String... command) throws Exception {
        var line = Stream.concat(Stream.of(Path.of(System.getProperty("java.home"), "bin", "jcmd").toString(),
            Long.toString(program.pid())), Stream.of(command)).toList();
        var process = new ProcessBuilder(line).redirectErrorStream(true).start();
        var said = new String(process.getInputStream().readAllBytes());
        assertEquals(0, process.waitFor(), said);
    }
}
