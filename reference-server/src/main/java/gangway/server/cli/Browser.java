package gangway.server.cli;

import module java.base;

/// The user's browser, through whatever the system opens addresses with.
final class Browser {

    private Browser() {
    }

    /// Opens a page, or notes that it could not.
    ///
    /// @param url     the page
    /// @param console hears of trouble
    static void open(String url, Console console) {
        List<String> command = new ArrayList<>(opener(System.getProperty("os.name", "")));
        command.add(url);
        try {
            new ProcessBuilder(command).redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .redirectError(ProcessBuilder.Redirect.DISCARD).start();
        } catch (IOException e) {
            console.note("no browser could be opened (" + e.getMessage() + "): open " + url + " yourself");
        }
    }

    /// @param system the property `os.name`
    /// @return the command, but for the address
    static List<String> opener(String system) {
        if (system.startsWith("Windows")) return List.of("rundll32", "url.dll,FileProtocolHandler");
        return List.of(system.startsWith("Mac") ? "open" : "xdg-open");
    }
}
