package infocenter.member;

import java.util.EnumSet;
import org.apache.ratis.grpc.server.GrpcServices;
import org.apache.ratis.proto.RaftProtos;
import org.apache.ratis.proto.grpc.RaftServerProtocolServiceGrpc;
import org.apache.ratis.protocol.RaftPeerId;
import org.apache.ratis.thirdparty.com.google.protobuf.ByteString;
import org.apache.ratis.thirdparty.io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import org.apache.ratis.thirdparty.io.grpc.Metadata;
import org.apache.ratis.thirdparty.io.grpc.ServerCall;
import org.apache.ratis.thirdparty.io.grpc.ServerCallHandler;
import org.apache.ratis.thirdparty.io.grpc.ServerInterceptor;
import org.apache.ratis.thirdparty.io.grpc.Status;
import org.apache.ratis.thirdparty.io.grpc.netty.NettyServerBuilder;
import org.jspecify.annotations.Nullable;

/**
 * Takes at the Raft port only what members say to each other, and only what is meant for exactly this peer id; who says it is not proved.
 * Ratis looks at the group alone: so a
 * peer that came up empty on the address of an older one would acknowledge, and vote, in that one's name (design section 6; caught by the
 * model as {@code M_WIPE}). And it offers its client and admin calls to whoever reaches the port.
 */
final class OnlyForMe implements GrpcServices.Customizer, ServerInterceptor {
    private final ByteString own;

    OnlyForMe(RaftPeerId own) {
        this.own = own.toByteString();
    }

    @Override
    public NettyServerBuilder customize(NettyServerBuilder builder, EnumSet<GrpcServices.Type> types) {
        return builder.intercept(this);
    }

    @Override
    public <Q, A> ServerCall.Listener<Q> interceptCall(
            ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        if (!RaftServerProtocolServiceGrpc.SERVICE_NAME.equals(
                call.getMethodDescriptor().getServiceName())) {
            call.close(Status.PERMISSION_DENIED.withDescription("this port is for members"), new Metadata());
            return new ServerCall.Listener<>() {};
        }
        return new Checked<>(call, next.startCall(call, headers));
    }

    private final class Checked<Q, A> extends SimpleForwardingServerCallListener<Q> {
        private final ServerCall<Q, A> call;
        private boolean refused;

        Checked(ServerCall<Q, A> call, ServerCall.Listener<Q> next) {
            super(next);
            this.call = call;
        }

        @Override
        public void onMessage(Q message) {
            ByteString addressee = addressee(message);
            if (!refused && addressee != null && !addressee.equals(own)) {
                refused = true;
                call.close(
                        Status.FAILED_PRECONDITION.withDescription(
                                "meant for " + addressee.toStringUtf8() + ", this is " + own.toStringUtf8()),
                        new Metadata());
            }
            if (!refused) {
                super.onMessage(message);
            }
        }

        @Override
        public void onHalfClose() {
            if (!refused) {
                super.onHalfClose();
            }
        }
    }

    private static @Nullable ByteString addressee(Object message) {
        if (message instanceof RaftProtos.AppendEntriesRequestProto append) {
            return append.getServerRequest().getReplyId();
        }
        if (message instanceof RaftProtos.RequestVoteRequestProto vote) {
            return vote.getServerRequest().getReplyId();
        }
        if (message instanceof RaftProtos.InstallSnapshotRequestProto install) {
            return install.getServerRequest().getReplyId();
        }
        if (message instanceof RaftProtos.StartLeaderElectionRequestProto start) {
            return start.getServerRequest().getReplyId();
        }
        if (message instanceof RaftProtos.ReadIndexRequestProto read) {
            return read.getServerRequest().getReplyId();
        }
        return null;
    }
}
