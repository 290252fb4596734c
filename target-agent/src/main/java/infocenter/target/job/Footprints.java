package infocenter.target.job;

import java.io.IOException;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;

/**
 * A job each of whose runs leaves one file when it first may have an effect: {@code XACTION+ATTEMPT+TARGET}. Finding it there already means
 * that one attempt ran twice, and leaves {@code XACTION+ATTEMPT+TARGET+again}. For tests that count effects; otherwise the job itself.
 */
final class Footprints implements Job {
    private final Job job;
    private final Path folder;

    Footprints(Job job, Path folder) {
        this.job = job;
        this.folder = folder;
    }

    @Override
    public String kind() {
        return job.kind();
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        return new Leaving(job.begin(context), context);
    }

    private final class Leaving implements Work {
        private final Work work;
        private final JobContext context;
        private boolean left;

        Leaving(Work work, JobContext context) {
            this.work = work;
            this.context = context;
        }

        @Override
        public Step step() throws Exception {
            if (!left) {
                context.checkpoint();
                leave(context.xaction() + "+" + context.attempt() + "+" + context.self());
                left = true;
            }
            return work.step();
        }

        @Override
        public void close() {
            work.close();
        }
    }

    private void leave(String name) throws IOException {
        Files.createDirectories(folder);
        try {
            Files.write(folder.resolve(name), new byte[0], StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE);
        } catch (FileAlreadyExistsException again) {
            Files.write(folder.resolve(name + "+again"), new byte[0]);
        }
    }
}
