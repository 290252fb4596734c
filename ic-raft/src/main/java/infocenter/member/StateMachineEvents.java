package infocenter.member;

/** What the state machine notices on Ratis' threads; receivers only note it and return. */
interface StateMachineEvents {
    /** This member leads and has applied the first entry of its term. */
    void leading(long term);

    void notLeading();

    void leaderChanged(String peerId);

    void configurationChanged();

    /** It must not go on. */
    void broken(String why, Throwable cause);
}
