package infocenter.member;

/** What the state machine notices on Ratis' threads; receivers only note it and return. */
interface StateMachineEvents {
    /** This member leads and has applied the first entry of its term. */
    void leading(long term);

    void notLeading();

    void leaderChanged(String peerId);

    void configurationChanged();

    /** The leader has told this peer that it votes no more; Ratis has closed its division. */
    void removed();

    /** It must not go on. */
    void broken(String why, Throwable cause);
}
