package infocenter.core.xaction;

/**
 * Where one target's share of a xaction stands.
 *
 * <pre>
 *   Owed -> Running -> Finished | Failed | Aborted | Lost
 *   Owed -> Aborted | Lost | Interrupted        Running -> Interrupted
 *   Interrupted -> Running (same incarnation came back with the run) | Owed (attempt n+1) | Finished | Failed | Aborted | Lost
 * </pre>
 *
 * Nothing leaves a terminal state.
 */
public sealed interface RunState {
    /** Recorded, but its target has not said that it started. */
    record Owed() implements RunState {}

    /** Its target said that it started. */
    record Running() implements RunState {}

    /**
     * Its target is away, or lost the run, and the policy's window is open.
     *
     * @param untilMillis end of the window, on the elapsed clock
     */
    record Interrupted(long untilMillis) implements RunState {}

    /** Ended by itself, well. */
    record Finished() implements RunState {}

    /** Ended by itself, with an error. */
    record Failed(String error) implements RunState {}

    /** Stopped by an abort: acknowledged by its target, out of its lease, or its target has left. */
    record Aborted() implements RunState {}

    /** Its target is gone and the policy gave the run up. */
    record Lost(String reason) implements RunState {}

    /** True when nothing leaves this state. */
    default boolean terminal() {
        return !(this instanceof Owed || this instanceof Running || this instanceof Interrupted);
    }

    /** The name used on the wire: lower case. */
    default String shown() {
        return getClass().getSimpleName().toLowerCase(java.util.Locale.ROOT);
    }
}
