package infocenter.target.store;

/** Which version a content gets when it is committed. */
public sealed interface VersionRule {

    /** A client's write: the successor of what is present, dated now. */
    record Next(long mapVersion) implements VersionRule {}

    /** A copy between targets: keeps the version and the date that it had. */
    record Exactly(ObjectVersion version, long createdMillis) implements VersionRule {}
}
