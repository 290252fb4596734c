package infocenter.target;

import infocenter.node.NodeRole;
import infocenter.settings.SettingsReader;
import infocenter.settings.TargetSettings;
import infocenter.target.job.Jobs;
import java.io.IOException;
import java.nio.file.Path;

/** Plays a target in this process, with every kind of job of this build. Any thread. */
public final class TargetRole implements NodeRole {
    @Override
    public String name() {
        return "target";
    }

    @Override
    public Running start(Path settingsFile) throws IOException {
        TargetSettings settings = SettingsReader.read(settingsFile, TargetSettings.class);
        return TargetNode.start(settings, web -> Jobs.all(settings, web));
    }
}
