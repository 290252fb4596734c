package infocenter.core.transform;

/** What does the work of a transformer. */
public sealed interface Means {
    /**
     * A service: the object is the body of a POST, what it answers with 200 is the new object.
     *
     * @param url absolute, http or https
     */
    record HttpService(String url) implements Means {}

    /**
     * A program at each target: the object is its standard input, its standard output is the new object. Which program stands behind the
     * name only the settings of a target say, so that nobody can name one over the network.
     *
     * @param command name in the target's list of allowed commands
     */
    record AllowedCommand(String command) implements Means {}
}
