package gangway.server.cli;

import module java.base;

/// What somebody probably meant who misspelt a word.
final class Nearest {

    private Nearest() {
    }

    /// Looks for the word that takes the fewest corrections.
    ///
    /// @param typed what was written
    /// @param words what could have been
    /// @return the nearest, if less than a third of it (but always one letter) has to be corrected
    static Optional<String> to(String typed, Collection<String> words) {
        return words.stream()
            .filter(word -> distance(typed, word) <= Math.max(1, word.length() / 3))
            .min(Comparator.comparingInt(word -> distance(typed, word)));
    }

    /// The end of an error message.
    ///
    /// @param typed what was written
    /// @param words what could have been
    /// @return ` (did you mean serve?)`, or nothing
    static String hint(String typed, Collection<String> words) {
        return to(typed, words).map(word -> " (did you mean " + word + "?)").orElse("");
    }

    /// Optimal string alignment: insertions, deletions, replacements and swaps of neighbours, each counted once.
    static int distance(String a, String b) {
        int[][] d = new int[a.length() + 1][b.length() + 1];
        for (int i = 0; i <= a.length(); i++) {
            for (int j = 0; j <= b.length(); j++) {
                if (i == 0 || j == 0) d[i][j] = i + j;
                else d[i][j] = Math.min(Math.min(d[i - 1][j], d[i][j - 1]) + 1, d[i - 1][j - 1] + cost(a, i, b, j));
                if (isSwap(a, i, b, j)) d[i][j] = Math.min(d[i][j], d[i - 2][j - 2] + 1);
            }
        }
        return d[a.length()][b.length()];
    }

    private static int cost(String a, int i, String b, int j) {
        return a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
    }

    private static boolean isSwap(String a, int i, String b, int j) {
        return i > 1 && j > 1 && a.charAt(i - 1) == b.charAt(j - 2) && a.charAt(i - 2) == b.charAt(j - 1);
    }
}
