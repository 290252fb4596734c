package infocenter.core.command;

/** Why a command was refused. HTTP codes are decided at the doors, not here. */
public enum Reason {
    NOT_INITIALIZED,
    ALREADY_INITIALIZED,
    UNKNOWN_KIND,
    NOT_STARTABLE,
    BAD_ARGUMENTS,
    NO_SUCH_BUCKET,
    BUCKET_EXISTS,
    BUCKET_BUSY,
    EXCLUDED,
    KIND_CAP,
    TARGET_DOWN,
    NO_TARGET,
    TABLE_FULL,
    KEY_CONFLICT,
    KEY_TABLE_FULL,
    ID_TAKEN,
    NO_SUCH_XACTION,
    ALREADY_ENDED,
    NO_SUCH_NODE,
    DUPLICATE_ADDRESS,
    OTHER_CLUSTER,
    OTHER_ROLE,
    STALE_TERM,
    STALE_INCARNATION,
    WRONG_STATE,
    WRONG_VERSION,
    FEATURE_LEVEL,
    SESSION_UNKNOWN,
    NUMBER_FORGOTTEN,
    NUMBER_BEYOND_WINDOW,
    TOO_LARGE,
    NO_SUCH_TRANSFORMER,
    TRANSFORMER_EXISTS,
    LAST_TARGET,
    NO_SPARE,
    LAST_MEMBER,
    NO_FREE_SEAT,
    JOIN_SECRET,
    DUPLICATE_ID,
    BUG;

    /** The name used on the wire: lower case with hyphens. */
    public String shown() {
        return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
}
