package infocenter.member;

import infocenter.client.IcFailure;
import infocenter.core.command.Batch;
import java.util.ArrayList;
import java.util.List;

/** Commands that travel as one entry, again and again under the same numbers. Belongs to the {@link CommandQueue}'s lock. */
final class Flight {
    private final long session;
    private final List<OpenCommand> commands = new ArrayList<>();
    private boolean underWay;
    private boolean mayBeLogged;
    private boolean overloaded;

    Flight(long session) {
        this.session = session;
    }

    long session() {
        return session;
    }

    void add(OpenCommand command) {
        commands.add(command);
    }

    /** Those that are still waited for; what was given up is not sent again. */
    List<OpenCommand> depart() {
        commands.removeIf(command -> command.future().isDone());
        underWay = !commands.isEmpty();
        return List.copyOf(commands);
    }

    /** Back with the sure knowledge that this attempt was not logged. */
    void turnedAway(boolean byLoad) {
        underWay = false;
        overloaded = byLoad;
    }

    /** Nobody knows what became of the attempt. */
    void lostSight() {
        underWay = false;
        mayBeLogged = true;
    }

    /** Why a command of it fails at its deadline. */
    IcFailure failure() {
        if (mayBeLogged || underWay) {
            return new IcFailure.CommitUnknown("no answer in time; the command may be applied, now or later");
        }
        return overloaded
                ? new IcFailure.Overloaded("the leader has too much pending")
                : new IcFailure.NoLeader("no leader took the command in time");
    }

    static Batch batch(long session, long lowestOpen, List<OpenCommand> commands) {
        return new Batch(
                session,
                lowestOpen,
                commands.stream().map(OpenCommand::numbered).toList());
    }
}
