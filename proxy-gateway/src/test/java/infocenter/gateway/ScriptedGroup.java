package infocenter.gateway;

import infocenter.client.IcClient;
import infocenter.client.IcFailure;
import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.command.Command;
import infocenter.core.command.Outcome;
import infocenter.core.table.Information;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Function;

/** A group that answers each command as the test says, and remembers them in order. */
public final class ScriptedGroup implements IcClient {
    public final List<Command> commands = new CopyOnWriteArrayList<>();
    private final Function<Command, Outcome> script;
    public volatile Information table = Information.EMPTY;
    public volatile long term = 7;
    public volatile boolean member = true;
    public volatile IcFailure failure;

    public ScriptedGroup(Function<Command, Outcome> script) {
        this.script = script;
    }

    @Override
    public CompletableFuture<Receipt> submit(Command command, Duration within) {
        commands.add(command);
        return failure != null
                ? CompletableFuture.failedFuture(failure)
                : CompletableFuture.completedFuture(new Receipt(script.apply(command), term, commands.size()));
    }

    @Override
    public CompletableFuture<Moment> read(Duration within) {
        return member
                ? CompletableFuture.completedFuture(latest())
                : CompletableFuture.failedFuture(new IcFailure.NotMember("no table here"));
    }

    @Override
    public Moment latest() {
        return new Moment(table, term, 100);
    }

    @Override
    public boolean member() {
        return member;
    }

    @Override
    public AutoCloseable onApplied(Runnable onApplied) {
        return () -> {};
    }

    public <C extends Command> List<C> all(Class<C> type) {
        return commands.stream().filter(type::isInstance).map(type::cast).toList();
    }
}
