package infocenter.target.store;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/** The disk's steps, written down in their order; one of them can be told to fail. One thread. */
final class RecordedDurability implements Durability {

    final List<String> steps = new ArrayList<>();
    private String failingStep = "";
    private String reason = "";

    /** From now on every step that begins with this fails with what the operating system would say. */
    void fail(String step, String message) {
        failingStep = step;
        reason = message;
    }

    void heal() {
        failingStep = "";
    }

    @Override
    public void file(FileChannel channel) throws IOException {
        step("fsync file of " + channel.size());
        Disk.INSTANCE.file(channel);
    }

    @Override
    public void rename(Path from, Path to) throws IOException {
        step("rename " + from.getParent().getFileName() + " to "
                + to.getParent().getFileName());
        Disk.INSTANCE.rename(from, to);
    }

    @Override
    public void directory(Path directory) throws IOException {
        step("fsync directory " + directory.getFileName());
        Disk.INSTANCE.directory(directory);
    }

    private void step(String step) throws IOException {
        if (!failingStep.isEmpty() && step.startsWith(failingStep)) {
            throw new IOException(reason);
        }
        steps.add(step);
    }
}
