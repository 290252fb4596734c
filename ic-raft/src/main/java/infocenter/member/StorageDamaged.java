package infocenter.member;

import infocenter.node.ProcessEnd;
import java.io.IOException;
import java.nio.file.Path;

/** This member's disk no longer holds what it acknowledged, so it does not start: it would vote and answer as if it knew less. */
public final class StorageDamaged extends IOException implements ProcessEnd.Known {
    private static final long serialVersionUID = 1L;

    StorageDamaged(Path storage, String why) {
        super("refusing to start from " + storage + ": " + why
                + ". If other members live, start them first: once a leader answers, this gateway comes back as a new member by"
                + " itself; or move this folder away. If this was the only member, restore a backup: xic ic restore");
    }

    @Override
    public ProcessEnd end() {
        return ProcessEnd.DISK_DAMAGED;
    }
}
