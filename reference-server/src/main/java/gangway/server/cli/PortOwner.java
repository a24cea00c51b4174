package gangway.server.cli;

import module java.base;

/// Finds the process that listens on a port, where the system tells: on Linux, and for processes of one's own.
final class PortOwner {

    /// `TCP_LISTEN` in the kernel's tables.
    private static final String LISTENING = "0A";

    private PortOwner() {
    }

    /// @param port in use
    /// @return who uses it: `pid 123 (java)`
    static Optional<String> of(int port) {
        Set<String> sockets = Stream.of("/proc/net/tcp", "/proc/net/tcp6").map(Path::of).flatMap(PortOwner::lines)
            .map(line -> line.strip().split("\\s+"))
            .filter(column -> column.length > 9 && column[3].equals(LISTENING) && column[1].endsWith(":%04X".formatted(port)))
            .map(column -> "socket:[" + column[9] + "]").collect(Collectors.toSet());
        return sockets.isEmpty() ? Optional.empty()
            : ProcessHandle.allProcesses().filter(process -> holds(process, sockets)).findFirst().map(PortOwner::describe);
    }

    private static Stream<String> lines(Path table) {
        try {
            return Files.readAllLines(table).stream();
        } catch (IOException notThisSystem) {
            return Stream.empty();
        }
    }

    private static boolean holds(ProcessHandle process, Set<String> sockets) {
        try (Stream<Path> files = Files.list(Path.of("/proc/" + process.pid() + "/fd"))) {
            return files.anyMatch(file -> sockets.contains(link(file)));
        } catch (IOException | UncheckedIOException notOurs) {
            return false;
        }
    }

    private static String link(Path file) {
        try {
            return Files.readSymbolicLink(file).toString();
        } catch (IOException closedMeanwhile) {
            return "";
        }
    }

    private static String describe(ProcessHandle process) {
        return "pid " + process.pid()
            + process.info().command().map(command -> " (" + Path.of(command).getFileName() + ")").orElse("");
    }
}
