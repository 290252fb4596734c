package infocenter.member;

import infocenter.core.cluster.Identity;

/** Whom a member asks before it starts from its disk. Both methods block, for a bounded time, and may find nobody. */
public interface Neighbours {
    /** Nobody is there. */
    Neighbours NONE = new Neighbours() {
        @Override
        public Identity newest(Identity own) {
            return own;
        }

        @Override
        public boolean served(String groupId) {
            return false;
        }
    };

    /** That cluster in the highest epoch that anybody who answers is in: a higher one than the own makes the own group a thing of the past. */
    Identity newest(Identity own);

    /** A leader of that Raft group has just confirmed with a majority that it leads: the group lives without this member. */
    boolean served(String groupId);
}
