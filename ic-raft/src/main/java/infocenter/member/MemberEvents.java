package infocenter.member;

import org.jspecify.annotations.Nullable;

/** What a member tells its gateway. Called on the member's event thread; must return at once. */
public interface MemberEvents {
    /**
     * The member has stopped for good, since going on could make it differ from the others or forget: undecodable entry, failed
     * disk, closed division. The process should exit; a restart recovers from disk.
     */
    void fatal(String why, @Nullable Throwable cause);

    /** This gateway's peer was taken out of the group and has come back as a new one: join again, so that the table knows its seat. */
    default void reseated() {}

    /** Leadership moved, as far as this member knows; the node door of the leader, empty when there is none. */
    default void leaderChanged(String leaderNodeUrl) {}
}
