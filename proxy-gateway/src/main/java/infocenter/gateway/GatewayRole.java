package infocenter.gateway;

import infocenter.gateway.rest.RestDoor;
import infocenter.node.NodeRole;
import infocenter.settings.GatewaySettings;
import infocenter.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The role {@code gateway}, found by {@code ServiceLoader}. */
public final class GatewayRole implements NodeRole {
    /** Exit code of a process that the cluster refuses, or whose member must not go on. */
    static final int EXIT_REFUSED = 5;

    private static final Logger LOG = LoggerFactory.getLogger(GatewayRole.class);

    @Override
    public String name() {
        return "gateway";
    }

    @Override
    public Running start(Path settingsFile) throws IOException {
        GatewaySettings settings = SettingsReader.read(settingsFile, GatewaySettings.class);
        return GatewayProcess.start(settings, List.of(new RestDoor()), exitOnce(settings));
    }

    /** The reason last, where a person looks first; then the end, by way of the process's own shutdown hooks. */
    private static Consumer<String> exitOnce(GatewaySettings settings) {
        AtomicBoolean ending = new AtomicBoolean();
        return why -> {
            if (ending.compareAndSet(false, true)) {
                LOG.atError()
                        .addKeyValue("member", settings.id())
                        .addKeyValue("outcome", "exit")
                        .log("{}", why);
                System.err.println("gateway " + settings.id() + " cannot go on: " + why);
                new Thread(() -> System.exit(EXIT_REFUSED), settings.id() + "-exit").start();
            }
        };
    }
}
