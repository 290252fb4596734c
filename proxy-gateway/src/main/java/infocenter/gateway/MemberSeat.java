package infocenter.gateway;

import infocenter.client.Moment;
import infocenter.client.Receipt;
import infocenter.core.cluster.Identity;
import infocenter.core.cluster.Seat;
import infocenter.core.command.Command;
import infocenter.gateway.join.OwnSeat;
import infocenter.member.RaftMember;
import infocenter.member.SessionIcClient;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** The member and its client, as joining sees them. */
record MemberSeat(RaftMember member, SessionIcClient ic) implements OwnSeat {
    @Override
    public Seat seat() {
        return member.seat();
    }

    @Override
    public void reseat() throws IOException {
        member.reseat();
    }

    @Override
    public @Nullable Identity cluster() {
        return member.cluster();
    }

    @Override
    public void found(Identity identity) throws IOException {
        member.found(identity);
    }

    @Override
    public void found(Moment begin) throws IOException {
        member.found(begin);
    }

    @Override
    public void attend(Identity identity) throws IOException {
        member.attend(identity);
    }

    @Override
    public boolean renew(Identity next) throws IOException {
        return member.renew(next);
    }

    @Override
    public CompletableFuture<Receipt> submitSessionless(Command command, Duration within) {
        return ic.submitSessionless(command, within);
    }

    @Override
    public void openSession(long session) {
        ic.openSession(session);
    }
}
