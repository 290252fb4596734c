package infocenter.gateway;

import infocenter.gateway.rest.RestDoor;
import infocenter.node.NodeRole;
import infocenter.settings.GatewaySettings;
import infocenter.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/** The role {@code gateway}, found by {@code ServiceLoader}. */
public final class GatewayRole implements NodeRole {
    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Running start(Path settingsFile) throws IOException {
        GatewaySettings settings = SettingsReader.read(settingsFile, GatewaySettings.class);
        return GatewayProcess.start(settings, List.of(new RestDoor(), AisSlices.door()));
    }
}
