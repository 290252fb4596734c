package infocenter.core.table;

import infocenter.core.bucket.BucketName;
import infocenter.core.cluster.Cluster;
import infocenter.core.cluster.NodeId;
import infocenter.core.command.Command;
import infocenter.core.command.Command.RecordReports.RunEnd;
import infocenter.core.command.Command.RecordReports.RunEnd.How;
import infocenter.core.command.Command.SetMaintenance.Wish;
import infocenter.core.command.Outcome;
import infocenter.core.transform.Means;
import infocenter.core.transform.TransformBounds;
import infocenter.core.transform.Transformer;
import infocenter.core.transform.TransformerName;
import infocenter.core.xaction.Counters;
import infocenter.core.xaction.End;
import infocenter.core.xaction.Run;
import infocenter.core.xaction.RunState;
import infocenter.core.xaction.Xaction;
import infocenter.core.xaction.XactionId;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.pcollections.TreePMap;

/**
 * Plays the lines of a transcript against a table. A line is {@code verb name... option=value... -> what came of it}; the first word of
 * the file's first line that is no comment is {@code cluster} with its targets. What came of a line is said in the words of the wire.
 */
public final class Transcript {
    private Table table = Table.ready(0);

    /** The entries that the lines so far have made. */
    public List<Table.Entry> log() {
        return List.copyOf(table.log);
    }

    /** Does what the line says, and tells what came of it. */
    public String play(String line) {
        List<String> words = List.of(line.trim().split("\\s+"));
        List<String> names =
                words.stream().skip(1).filter(word -> !word.contains("=")).toList();
        TreeMap<String, String> options = words.stream()
                .filter(word -> word.contains("="))
                .collect(Collectors.toMap(
                        word -> word.substring(0, word.indexOf('=')),
                        word -> word.substring(word.indexOf('=') + 1),
                        (one, other) -> other,
                        TreeMap::new));
        return play(words.get(0), names, options);
    }

    private String play(String verb, List<String> names, TreeMap<String, String> options) {
        return switch (verb) {
            case "cluster" -> cluster(names);
            case "term" -> term(names.get(0));
            case "pass" -> pass(names.get(0));
            case "show" -> shown(table.row(names.get(0)), names.get(0));
            case "node" -> node(names.get(0));
            case "placements" -> placements();
            case "events" -> lastEvents(Integer.parseInt(names.get(0)));
            case "again" ->
                said(table.entry(table.log.get(table.log.size() - 1).batch()).get(0));
            case "join" -> said(table.join(Table.target(names.get(0), incarnation(names.get(0), options))));
            case "join-gateway" -> said(table.join(Table.gateway(names.get(0), incarnation(names.get(0), options))));
            case "register" -> said(table.apply(register(names.get(0), options)));
            case "acknowledge" -> said(acknowledge(names.get(0), options));
            case "finished", "failed", "stopped", "gone" -> said(report(verb, names.get(0), options));
            default -> said(table.apply(command(verb, names, options)));
        };
    }

    private Command command(String verb, List<String> names, TreeMap<String, String> options) {
        String name = names.isEmpty() ? "" : names.get(0);
        return switch (verb) {
            case "abort" ->
                new Command.RequestAbort(
                        new XactionId(name),
                        infocenter.core.xaction.Origin.CLIENT,
                        new infocenter.core.xaction.Caller("ann", "", options.getOrDefault("why", "")));
            case "restart" -> restart(name, options);
            case "down" ->
                new Command.MarkNodeDown(
                        new NodeId(name),
                        incarnation(name, options),
                        number(options, "term", table.term),
                        options.getOrDefault("why", "silent"));
            case "up" ->
                new Command.MarkNodeUp(
                        new NodeId(name), incarnation(name, options), number(options, "term", table.term));
            case "leave" -> new Command.LeaveNode(new NodeId(name), incarnation(name, options));
            case "evict" -> new Command.EvictNode(new NodeId(name), incarnation(name, options));
            case "forget" -> new Command.ForgetNode(new NodeId(name));
            case "maintenance" ->
                new Command.SetMaintenance(
                        new NodeId(name), Wish.valueOf(names.get(1).toUpperCase(Locale.ROOT)));
            case "propose" ->
                new Command.ProposePlacement(
                        Long.parseLong(name),
                        names.stream().skip(1).map(NodeId::new).toList());
            case "activate" -> new Command.ActivatePlacement(Long.parseLong(name));
            case "create-bucket" -> new Command.CreateBucket(BucketName.of(name), TreePMap.empty());
            case "destroy-bucket" -> new Command.DestroyBucket(BucketName.of(name), names.contains("force"));
            case "register-transformer" ->
                new Command.RegisterTransformer(new TransformerName(name), means(options), bounds(options));
            case "remove-transformer" -> new Command.RemoveTransformer(new TransformerName(name));
            case "ic-size" -> new Command.SetIcSize(Integer.parseInt(name));
            case "seat", "bar" -> new Command.SeatGateway(new NodeId(name), verb.equals("seat"));
            case "lead" -> new Command.MoveLeadership(new NodeId(name));
            case "group" ->
                new Command.RecordConfiguration(
                        table.term, Long.parseLong(name), names.stream().skip(1).toList());
            case "expire" -> new Command.Expire(1_000);
            case "tick" -> new Command.Tick();
            default -> throw new IllegalArgumentException("no such verb: " + verb);
        };
    }

    private static Means means(TreeMap<String, String> options) {
        String url = options.get("url");
        return url == null ? new Means.AllowedCommand(options.getOrDefault("command", "")) : new Means.HttpService(url);
    }

    private static TransformBounds bounds(TreeMap<String, String> options) {
        TransformBounds standard = TransformBounds.STANDARD;
        return new TransformBounds(
                number(options, "time", standard.timeMillis()),
                standard.outputBytesMax(),
                number(options, "ratio", standard.outputRatioMax()));
    }

    private String cluster(List<String> targets) {
        table = Table.ready(targets.size());
        return "up "
                + table.now.cluster().active().targets().stream()
                        .map(NodeId::value)
                        .collect(Collectors.joining(" "));
    }

    private String term(String term) {
        table.term = Long.parseLong(term);
        return "term " + term;
    }

    private String pass(String time) {
        table.pass(Duration.parse((time.endsWith("d") ? "P" : "PT") + time.toUpperCase(Locale.ROOT)));
        return "passed";
    }

    private Command register(String id, TreeMap<String, String> options) {
        String named = options.getOrDefault("buckets", "src,dst");
        String[] buckets = named.isEmpty() ? new String[0] : named.split(",");
        Table.Start start = Table.start(id, options.getOrDefault("kind", "copy-bucket"), buckets);
        start.key = options.get("key");
        start.body = options.getOrDefault("body", "b1");
        start.partial = options.containsKey("partial");
        start.origin = options.containsKey("system")
                ? infocenter.core.xaction.Origin.SYSTEM
                : infocenter.core.xaction.Origin.CLIENT;
        start.deadline = Duration.ofSeconds(number(options, "deadline", 0)).toMillis();
        start.arguments = options.getOrDefault("arguments", start.arguments);
        return start.command();
    }

    private Outcome acknowledge(String id, TreeMap<String, String> options) {
        String target = options.get("from");
        return table.apply(new Command.RecordAcknowledgements(List.of(
                new Command.RecordAcknowledgements.Acknowledgement(
                        new XactionId(id),
                        new NodeId(target),
                        number(options, "incarnation", table.run(id, target).incarnation()),
                        (int) number(options, "attempt", table.run(id, target).attempt())))));
    }

    private Outcome report(String how, String id, TreeMap<String, String> options) {
        String target = options.get("from");
        Run run = table.run(id, target);
        return table.apply(new Command.RecordReports(List.of(new RunEnd(
                new XactionId(id),
                new NodeId(target),
                number(options, "incarnation", run.incarnation()),
                (int) number(options, "attempt", run.attempt()),
                1,
                How.valueOf(how.toUpperCase(Locale.ROOT)),
                options.getOrDefault("error", ""),
                new Counters(number(options, "objects", 0), 0, 0, 0, 0, 0)))));
    }

    private Command restart(String id, TreeMap<String, String> options) {
        String target = options.get("at");
        return new Command.RestartRun(
                new XactionId(id),
                new NodeId(target),
                (int) number(options, "attempt", table.run(id, target).attempt()),
                incarnation(target, options));
    }

    private long incarnation(String node, TreeMap<String, String> options) {
        return number(
                options,
                "incarnation",
                table.node(node) == null ? 1 : table.node(node).incarnation());
    }

    private static long number(TreeMap<String, String> options, String name, long otherwise) {
        return options.containsKey(name) ? Long.parseLong(options.get(name)) : otherwise;
    }

    private String said(Outcome outcome) {
        if (outcome instanceof Outcome.Registered registered) {
            return "registered "
                    + registered.assignments().stream()
                            .map(assignment -> assignment.target().value())
                            .collect(Collectors.joining(" "));
        }
        if (outcome instanceof Outcome.Refused refused) {
            return ("refused " + refused.reason().shown() + " " + refused.subject()).trim();
        }
        return outcome instanceof Outcome.AlreadyDone already
                ? ("already-done " + already.subject()).trim()
                : "applied";
    }

    private static String shown(Xaction row, String id) {
        if (row == null) {
            return "nothing known of " + id;
        }
        String runs = row.runs().values().stream().map(Transcript::shown).collect(Collectors.joining(" "));
        End end = row.end();
        String ending = end == null
                ? ""
                : " by=" + end.cause().shown() + (end.error().isEmpty() ? "" : " error=\"" + end.error() + "\"");
        String through = row.transformer() == null ? "" : " through=" + shown(row.transformer());
        return row.phase().shown() + " " + runs + through + ending;
    }

    private static String shown(Transformer transformer) {
        return transformer.name()
                + (transformer.means() instanceof Means.HttpService service
                        ? "(" + service.url() + ")"
                        : "(" + ((Means.AllowedCommand) transformer.means()).command() + ")");
    }

    private static String shown(Run run) {
        RunState state = run.state();
        String detail =
                state instanceof RunState.Finished ? "(" + run.counters().localObjects() + ")" : "";
        return run.target() + "=" + state.shown() + detail + (run.attempt() == 1 ? "" : "#" + run.attempt());
    }

    private String node(String id) {
        var node = table.node(id);
        return node == null
                ? "nothing known of " + id
                : node.state().shown() + (node.up() ? " alive" : " silent") + " incarnation=" + node.incarnation();
    }

    /** The active placement, the former ones that count, and who has objects to move. */
    private String placements() {
        Cluster cluster = table.now.cluster();
        String former = cluster.former().stream()
                .map(placement -> Long.toString(placement.version()))
                .collect(Collectors.joining(","));
        String lagging =
                cluster.lagging().stream().map(node -> node.id().value()).collect(Collectors.joining(","));
        boolean due = cluster.rebalanceDueMillis() != 0 && cluster.rebalanceDueMillis() <= table.elapsed;
        return "active=" + cluster.active().version() + " former=" + former + " lagging=" + lagging
                + (due ? " due" : "");
    }

    private String lastEvents(int count) {
        String[] types = table.eventTypes().toArray(new String[0]);
        return String.join(" ", Arrays.copyOfRange(types, types.length - count, types.length));
    }
}
