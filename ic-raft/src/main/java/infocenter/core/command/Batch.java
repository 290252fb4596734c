package infocenter.core.command;

import java.util.List;

/**
 * One log entry: commands of one session, each with its own outcome (design section 3, sessions; Raft dissertation,
 * section 6.3).
 *
 * @param session sequence of the {@code JoinNode} that opened the session; 0 for the two commands that need none,
 *     {@code Initialize} and {@code JoinNode}
 * @param lowestOpen lowest number whose outcome the gateway still waits for; outcomes below it are forgotten
 * @param commands in the order in which they are applied
 */
public record Batch(long session, long lowestOpen, List<Numbered> commands) {
    /** Numbers from the lowest open one on that a session may use; beyond, the gateway waits. */
    public static final int WINDOW = 4_096;

    /**
     * A command and the session's number for it, from 1.
     *
     * @param number by which a repeat is known; 0 without a session
     * @param command what to do
     */
    public record Numbered(long number, Command command) {}

    /** One command without a session. */
    public static Batch sessionless(Command command) {
        return new Batch(0, 0, List.of(new Numbered(0, command)));
    }
}
