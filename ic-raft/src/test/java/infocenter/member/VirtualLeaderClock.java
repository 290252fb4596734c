package infocenter.member;

import infocenter.core.command.Stamp;
import java.util.function.LongSupplier;

/** The real {@link LeaderClock} over virtual clocks. */
public final class VirtualLeaderClock {
    private final LeaderClock clock;

    public VirtualLeaderClock(LongSupplier nanos, LongSupplier wallMillis) {
        clock = new LeaderClock(nanos, wallMillis);
    }

    /** A leadership begins with that much elapsed. */
    public void begin(long elapsedMillis) {
        clock.begin(elapsedMillis);
    }

    /** The leadership is over. */
    public void end() {
        clock.end();
    }

    /** For an entry that is proposed now; its term is known at apply. */
    public Stamp stamp() {
        return new Stamp(0, clock.elapsedMillis(), clock.shownMillis());
    }
}
