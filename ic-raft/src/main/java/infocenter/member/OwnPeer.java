package infocenter.member;

/** What a read round asks of its own Raft peer. Each call answers for its own moment; Ratis has none that answers all at once. */
interface OwnPeer {
    String peerId();

    /** Raised before a vote is granted, and before an append of that term is acknowledged. */
    long term();

    /** It leads and has applied the first entry of its term. */
    boolean leaderReady();

    long commitIndex();

    Voters voters();
}
