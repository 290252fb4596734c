package infocenter.cli;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.Charset;

/** Asks before something that cannot be taken back, or that makes the cluster weaker. */
final class Confirmation {
    private Confirmation() {}

    /**
     * True when somebody at a terminal typed that word; without a terminal nobody is asked.
     *
     * @param question says what will be, and what to type
     */
    static boolean typed(String question, String word) {
        if (System.console() == null) {
            return false;
        }
        System.err.print(question + ": ");
        System.err.flush();
        try {
            // Not closed: the input belongs to the process.
            String line = new BufferedReader(new InputStreamReader(System.in, Charset.defaultCharset())).readLine();
            return line != null && line.strip().equals(word);
        } catch (IOException unreadable) {
            return false;
        }
    }
}
