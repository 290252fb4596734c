package infocenter.client;

/** Why the group gave no answer. A refusal is not a failure: it is an {@code Outcome}. */
public sealed class IcFailure extends RuntimeException {
    private IcFailure(String message) {
        super(message, null, false, false);
    }

    /** Surely nothing was logged: no leader is known, or it is not ready. */
    public static final class NoLeader extends IcFailure {
        public NoLeader(String message) {
            super(message);
        }
    }

    /** It may be applied, now or later: ask again with the same idempotency key. */
    public static final class CommitUnknown extends IcFailure {
        public CommitUnknown(String message) {
            super(message);
        }
    }

    /** Surely nothing was logged: a queue or window is full. */
    public static final class Overloaded extends IcFailure {
        public Overloaded(String message) {
            super(message);
        }
    }

    /** Leadership could not be confirmed by a majority, or the index was not applied here in time. */
    public static final class ReadTimedOut extends IcFailure {
        public ReadTimedOut(String message) {
            super(message);
        }
    }

    /** This gateway holds no copy of the table: reads must go to a member. */
    public static final class NotMember extends IcFailure {
        public NotMember(String message) {
            super(message);
        }
    }

    /** This process has no cluster yet, no session yet, or is stopping. */
    public static final class NotReady extends IcFailure {
        public NotReady(String message) {
            super(message);
        }
    }
}
