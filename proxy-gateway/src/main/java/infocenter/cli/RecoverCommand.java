package infocenter.cli;

import com.fasterxml.jackson.databind.node.ObjectNode;
import infocenter.core.cluster.Identity;
import infocenter.core.table.Information;
import infocenter.member.MemberOptions;
import infocenter.member.Recovery;
import infocenter.member.Survivor;
import infocenter.settings.GatewaySettings;
import infocenter.settings.SettingsReader;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code xic ic recover}. */
@Command(
        name = "recover",
        description = {
            "Goes on with one member when the disks of the majority are lost for good.",
            "Run it where that member was, while its gateway is stopped. Its table becomes that of a group of one in the cluster's",
            "next epoch; the other gateways join that as new members. What only the lost disks held is gone."
        },
        mixinStandardHelpOptions = true,
        footer = {
            "",
            "Never while the others may still start from their disks: both would be the cluster.",
            "",
            "Example:",
            "  xic ic recover --config conf/g1.yaml --lost g2,g3"
        })
final class RecoverCommand implements Callable<Integer> {
    private static final String[] FIELDS = {
        "member", "clusterId", "epoch", "term", "index", "sequence", "time", "records", "active", "buckets", "others"
    };

    @Mixin
    Connection connection = new Connection();

    @Option(names = "--config", required = true, paramLabel = "FILE", description = "The settings of its gateway.")
    Path config = Path.of("");

    @Option(
            names = "--lost",
            required = true,
            split = ",",
            paramLabel = "NAME",
            description = "Every other member; their disks are gone for good.")
    List<String> lost = List.of();

    @Option(names = "--yes", description = "Does not ask.")
    boolean yes;

    @Override
    public Integer call() {
        GatewaySettings settings = settings();
        MemberOptions options =
                new MemberOptions(settings.id(), settings.node().url(), settings.dataDir(), settings.raft());
        try (Recovery recovery = Recovery.open(options)) {
            Identity done = recovery.done();
            if (done != null) {
                say("recovered already, in epoch " + done.epoch() + ": start gateway " + settings.id());
                return ExitCode.DONE;
            }
            return recovered(recovery, settings);
        } catch (IOException | RuntimeException refused) {
            if (refused instanceof CliFailure known) {
                throw known;
            }
            throw new CliFailure(ExitCode.REFUSED, "not recovered, nothing is changed: " + refused.getMessage());
        }
    }

    private Integer recovered(Recovery recovery, GatewaySettings settings) throws IOException {
        Survivor survivor = recovery.survivor();
        requireLost(survivor);
        connection.printer().fields(described(survivor), FIELDS);
        say("What happened after index " + survivor.index() + ", or is on other disks alone, will be lost.");
        if (!yes
                && !Confirmation.typed(
                        "Type the cluster's id to go on", survivor.cluster().clusterId())) {
            throw new CliFailure(ExitCode.USAGE, "not recovered: answer with the cluster's id, or give --yes");
        }
        Identity next = recovery.recover(survivor, System.currentTimeMillis());
        say("Recovered: cluster " + next.clusterId() + " goes on in epoch " + next.epoch() + ". Start gateway "
                + settings.id() + "; the others join it as new members.");
        return ExitCode.DONE;
    }

    private GatewaySettings settings() {
        try {
            return SettingsReader.read(config, GatewaySettings.class);
        } catch (IOException | IllegalArgumentException unreadable) {
            throw new CliFailure(ExitCode.USAGE, String.valueOf(unreadable.getMessage()));
        }
    }

    /** The operator answers for each disk by its name. */
    private void requireLost(Survivor survivor) {
        List<String> named =
                lost.stream().map(String::strip).sorted().distinct().toList();
        if (!survivor.voted()) {
            throw new CliFailure(
                    ExitCode.REFUSED,
                    "peer " + survivor.peerId() + " was no member of the last group it knows, " + survivor.voters()
                            + ": recover from one that was, or restore a backup");
        }
        if (survivor.others().isEmpty()) {
            throw new CliFailure(ExitCode.REFUSED, "this gateway is the only member: nothing is lost, start it");
        }
        if (!named.equals(survivor.others())) {
            throw new CliFailure(
                    ExitCode.REFUSED,
                    "--lost names " + String.join(",", named) + ", but the other members are "
                            + String.join(",", survivor.others())
                            + ": if the disk of any of them is left, start it instead; else name them all");
        }
    }

    private static ObjectNode described(Survivor survivor) {
        Information information = survivor.information();
        return Door.JSON
                .createObjectNode()
                .put("member", survivor.peerId())
                .put("clusterId", survivor.cluster().clusterId())
                .put("epoch", survivor.cluster().epoch())
                .put("term", survivor.term())
                .put("index", survivor.index())
                .put("sequence", information.sequence())
                .put(
                        "time",
                        Instant.ofEpochMilli(information.clocks().shownMillis()).toString())
                .put("records", information.xactions().rows().size())
                .put("active", information.xactions().active().size())
                .put("buckets", information.buckets().byName().size())
                .put("others", String.join(",", survivor.others()));
    }

    /** For people; programs read the fields. */
    private void say(String line) {
        if (!connection.json()) {
            connection.printer().line(line);
        }
    }
}
