package infocenter.target.store;

import org.jspecify.annotations.Nullable;

/** Which version a content gets when it is committed. */
public sealed interface VersionRule {

    /** Map version by which this target keeps the name; under another one the commit is {@link StoreFailure.NotKept}. */
    long mapVersion();

    /** A client's write: the successor of what is present, dated now. */
    record Next(long mapVersion) implements VersionRule {}

    /**
     * A change that was made from that version, or from none: dated now like {@link Next}, and {@link StoreFailure.Changed} when the
     * name has another version at the commit.
     */
    record Succeeds(@Nullable ObjectVersion from, long mapVersion) implements VersionRule {}

    /** A copy between targets: keeps the version and the date that it had. */
    record Exactly(ObjectVersion version, long createdMillis, long mapVersion) implements VersionRule {}
}
