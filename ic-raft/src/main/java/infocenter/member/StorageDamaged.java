package infocenter.member;

import java.io.IOException;
import java.nio.file.Path;

/** This member's disk no longer holds what it acknowledged, so it does not start: it would vote and answer as if it knew less. */
public final class StorageDamaged extends IOException {
    private static final long serialVersionUID = 1L;

    StorageDamaged(Path storage, String why) {
        super("refusing to start from " + storage + ": " + why
                + ". If other members live, move this folder away: the gateway then comes back as a new member and is filled"
                + " by the leader. If this was the only member, restore the folder from a copy");
    }
}
