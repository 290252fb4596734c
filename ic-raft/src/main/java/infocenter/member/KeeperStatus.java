package infocenter.member;

import java.util.List;

/**
 * What the keeper is about, known where the leader is; elsewhere nothing is in it.
 *
 * @param plan what it does next or waits for, in words; empty where this member does not lead
 * @param waitingSeats seats that wait for a gateway which could take them
 * @param members the others, by peer id
 */
public record KeeperStatus(String plan, int waitingSeats, List<Member> members) {
    static final KeeperStatus NONE = new KeeperStatus("", 0, List.of());

    /**
     * One of the others.
     *
     * @param suspected it has been silent for so long that it no longer counts as alive
     * @param silentMillis since its last answer
     * @param stuckMillis how long it has acknowledged nothing new although the log has moved on; 0 when it keeps up
     * @param lag entries that it has yet to acknowledge
     */
    public record Member(String peerId, boolean suspected, long silentMillis, long stuckMillis, long lag) {}
}
