package infocenter.member;

import infocenter.client.IcClient;
import infocenter.client.LeaderWork;

/**
 * Grows the group to its wanted size, one change at a time, and records each in the table. Runs only where the leader is; plans
 * anew from the committed group after each answer.
 */
public final class Keeper implements LeaderWork, AutoCloseable {
    /**
     * @param member whose group it keeps
     * @param client to record the committed group
     * @param wanted members: 1, 3 or 5
     */
    public Keeper(RaftMember member, IcClient client, int wanted) {
        throw new UnsupportedOperationException("being written: " + member + client + wanted);
    }

    @Override
    public void lead(long term) {
        throw new UnsupportedOperationException();
    }

    @Override
    public void follow() {
        throw new UnsupportedOperationException();
    }

    @Override
    public void close() {
        throw new UnsupportedOperationException();
    }
}
