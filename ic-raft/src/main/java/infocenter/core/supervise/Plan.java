package infocenter.core.supervise;

import infocenter.core.cluster.Seat;
import java.util.List;

/** The one next change of the group, and why; {@link Membership} makes it, the keeper carries it out. */
public sealed interface Plan {
    /** In words, for logs and operators. */
    String why();

    /**
     * A gateway's peer that can vote.
     *
     * @param seat its peer
     * @param nodeUrl its node door
     */
    record Voter(Seat seat, String nodeUrl) {}

    /** Takes peers in, as many as lead to an odd size. */
    record Grow(List<Voter> joining, String why) implements Plan {}

    /** Exchanges one peer for another, in one change. */
    record Replace(String leaving, Voter joining, String why) implements Plan {}

    /** Takes peers out, as many as lead to an odd size; never the leader. */
    record Shrink(List<String> leaving, String why) implements Plan {}

    /** The leader hands over to that peer. */
    record Transfer(String to, String why) implements Plan {}

    /**
     * Nothing to do, or nothing that can be done now.
     *
     * @param waitingSeats seats that wait for a gateway which could take them
     */
    record Rest(String why, int waitingSeats) implements Plan {
        /** True when another gateway is needed. */
        public boolean waits() {
            return waitingSeats > 0;
        }
    }
}
