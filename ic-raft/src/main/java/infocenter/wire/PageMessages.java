package infocenter.wire;

import static infocenter.wire.Strict.each;
import static infocenter.wire.Strict.xactionId;

import infocenter.node.ErrorsAnswer;
import infocenter.node.ErrorsRequest;
import infocenter.node.Page;
import infocenter.node.PageRequest;
import infocenter.wire.proto.NodeProto;

/** What gateways fetch from targets: pages of names, errors of objects. */
final class PageMessages {
    private PageMessages() {}

    static NodeProto.PageRequest toProto(PageRequest request) {
        NodeProto.PageRequest.Builder message = NodeProto.PageRequest.newBuilder()
                .setBucketId(request.bucketId())
                .setPrefix(request.prefix())
                .setAfter(request.after())
                .setLimit(request.limit());
        if (request.id() != null) {
            message.setId(request.id().value());
        }
        return message.build();
    }

    static PageRequest pageRequest(NodeProto.PageRequest message) {
        return new PageRequest(
                message.hasId() ? xactionId("id", message.getId()) : null,
                message.getBucketId(),
                message.getPrefix(),
                message.getAfter(),
                message.getLimit());
    }

    static NodeProto.Page toProto(Page page) {
        NodeProto.Page.Builder message =
                NodeProto.Page.newBuilder().setMore(page.more()).setPlacementVersion(page.placementVersion());
        for (Page.Entry entry : page.entries()) {
            message.addEntries(NodeProto.Page.Entry.newBuilder()
                    .setName(entry.name())
                    .setSize(entry.size())
                    .setChecksum(entry.checksum())
                    .setModifiedMillis(entry.modifiedMillis())
                    .setVersion(entry.version())
                    .setDeleted(entry.deleted()));
        }
        return message.build();
    }

    static Page page(NodeProto.Page message) {
        return new Page(
                each(message.getEntriesList(), PageMessages::entry), message.getMore(), message.getPlacementVersion());
    }

    private static Page.Entry entry(NodeProto.Page.Entry message) {
        return new Page.Entry(
                message.getName(),
                message.getSize(),
                message.getChecksum(),
                message.getModifiedMillis(),
                message.getVersion(),
                message.getDeleted());
    }

    static NodeProto.ErrorsRequest toProto(ErrorsRequest request) {
        return NodeProto.ErrorsRequest.newBuilder().setId(request.id().value()).build();
    }

    static ErrorsRequest errorsRequest(NodeProto.ErrorsRequest message) {
        return new ErrorsRequest(xactionId("id", message.getId()));
    }

    static NodeProto.ErrorsAnswer toProto(ErrorsAnswer answer) {
        NodeProto.ErrorsAnswer.Builder message =
                NodeProto.ErrorsAnswer.newBuilder().setDropped(answer.dropped());
        for (ErrorsAnswer.ObjectError error : answer.errors()) {
            message.addErrors(NodeProto.ErrorsAnswer.ObjectError.newBuilder()
                    .setObject(error.object())
                    .setError(error.error()));
        }
        for (ErrorsAnswer.Tally tally : answer.tallies()) {
            message.addTallies(NodeProto.ErrorsAnswer.Tally.newBuilder()
                    .setName(tally.name())
                    .setObjects(tally.objects())
                    .setBytes(tally.bytes()));
        }
        return message.build();
    }

    static ErrorsAnswer errorsAnswer(NodeProto.ErrorsAnswer message) {
        return new ErrorsAnswer(
                each(message.getErrorsList(), PageMessages::error),
                message.getDropped(),
                each(message.getTalliesList(), PageMessages::tally));
    }

    private static ErrorsAnswer.Tally tally(NodeProto.ErrorsAnswer.Tally message) {
        return new ErrorsAnswer.Tally(message.getName(), message.getObjects(), message.getBytes());
    }

    private static ErrorsAnswer.ObjectError error(NodeProto.ErrorsAnswer.ObjectError message) {
        return new ErrorsAnswer.ObjectError(message.getObject(), message.getError());
    }
}
