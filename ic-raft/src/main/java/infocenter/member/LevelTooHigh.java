package infocenter.member;

import infocenter.node.ProcessEnd;
import java.io.IOException;

/** The cluster writes what this build cannot read; so it neither starts nor goes on. Nothing of its disk is damaged or lost. */
public final class LevelTooHigh extends IOException implements ProcessEnd.Known {
    private static final long serialVersionUID = 1L;

    LevelTooHigh(int level, int understands) {
        super("the cluster is at feature level " + level + ", and this build understands " + understands
                + " at most: install a newer build; what is on this disk is kept");
    }

    @Override
    public ProcessEnd end() {
        return ProcessEnd.FEATURE_LEVEL;
    }
}
