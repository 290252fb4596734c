package infocenter.target.store;

/** Which version a content gets when it is committed. */
public sealed interface VersionRule {

    /** Map version by which this target keeps the name; under another one the commit is {@link StoreFailure.NotKept}. */
    long mapVersion();

    /** A client's write: the successor of what is present, dated now. */
    record Next(long mapVersion) implements VersionRule {}

    /** A copy between targets: keeps the version and the date that it had. */
    record Exactly(ObjectVersion version, long createdMillis, long mapVersion) implements VersionRule {}
}
