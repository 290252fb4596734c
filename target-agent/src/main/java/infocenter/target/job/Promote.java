package infocenter.target.job;

import infocenter.core.bucket.ObjectName;
import infocenter.target.store.LocalFile;
import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.InvalidPathException;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;

/**
 * Makes objects of the files that this target has below a path, each at the target that keeps it; a target without that path has
 * nothing to do. Only below the folders that the settings name, and nothing that a link leads to. A source file is removed only when
 * its object is durable and the file has not changed meanwhile, so a second attempt finds what is left.
 */
final class Promote implements Job {
    private final List<Path> roots;

    Promote(List<Path> roots) {
        this.roots = roots;
    }

    @Override
    public String kind() {
        return "promote";
    }

    @Override
    public Work begin(JobContext context) throws BadArgument {
        Path path = path(context.arguments().text("path", ""));
        Optional<Path> root = roots.stream()
                .map(folder -> folder.toAbsolutePath().normalize())
                .filter(path::startsWith)
                .findFirst();
        if (root.isEmpty()) {
            // A refused order would end the start of all targets; so the run says it.
            return () -> {
                throw new IOException("path " + path + " is below no folder that the setting promote of target "
                        + context.self() + " names");
            };
        }
        return new Promoting(context, root.get(), path);
    }

    private static Path path(String text) throws BadArgument {
        try {
            Path path = Path.of(text);
            if (path.isAbsolute() && path.equals(path.normalize())) {
                return path;
            }
        } catch (InvalidPathException bad) {
            throw new BadArgument("path", "is no path: " + bad.getReason());
        }
        throw new BadArgument("path", "must be absolute and without . and ..");
    }

    /** A file a step. */
    private static final class Promoting implements Work {
        private final JobContext context;
        private final Path root;
        private final Path path;
        private final String prepend;
        private final boolean deletes;
        private final Delivery delivery;
        private Optional<FileWalk> walk = Optional.empty();

        Promoting(JobContext context, Path root, Path path) throws BadArgument {
            this.context = context;
            this.root = root;
            this.path = path;
            this.prepend = context.arguments().text("prepend", "");
            this.deletes = context.arguments().flag("deleteSource", false);
            this.delivery = new Delivery(context, context.buckets().get(0));
        }

        @Override
        public Step step() throws IOException {
            if (walk.isEmpty()) {
                return begin() ? Step.MORE : Step.DONE;
            }
            Optional<Path> file = walk.get().next();
            if (file.isEmpty()) {
                return Step.DONE;
            }
            promote(file.get());
            return Step.MORE;
        }

        private boolean begin() throws IOException {
            Path realRoot;
            Path realPath;
            try {
                realRoot = root.toRealPath();
                realPath = path.toRealPath();
            } catch (NoSuchFileException notHere) {
                return false;
            }
            if (!realPath.startsWith(realRoot)) {
                throw new IOException("path " + path + " leads out of " + root + " by a link");
            }
            walk = Optional.of(new FileWalk(path, realRoot, (passed, why) -> context.objectError(shown(passed), why)));
            return true;
        }

        private void promote(Path file) throws IOException {
            String source = shown(file);
            ObjectName name;
            try {
                name = new ObjectName(prepend + source);
            } catch (IllegalArgumentException noName) {
                context.objectError(source, String.valueOf(noName.getMessage()));
                return;
            }
            try (LocalFile content = LocalFile.open(file, name, context::checkpoint)) {
                if (brought(content, name, source) && deletes) {
                    remove(file, content, source);
                }
            } catch (NoSuchFileException gone) {
                // Whoever removed it does not want it promoted.
                return;
            } catch (AccessDeniedException denied) {
                context.objectError(source, "may not be read");
            }
        }

        private boolean brought(LocalFile content, ObjectName name, String source) throws IOException {
            try {
                return delivery.bring(content, name, source);
            } catch (IOException failed) {
                if (content.unchanged()) {
                    throw failed;
                }
                context.objectError(source, "was changed while it was promoted");
                return false;
            }
        }

        private void remove(Path file, LocalFile content, String source) throws IOException {
            context.checkpoint();
            if (!content.unchanged()) {
                context.objectError(source, "was changed after it was promoted; not removed");
                return;
            }
            try {
                Files.deleteIfExists(file);
            } catch (IOException kept) {
                context.objectError(source, "is promoted but cannot be removed: " + kept.getMessage());
            }
        }

        /** Below the path; of the path itself its last part. */
        private String shown(Path file) {
            return file.equals(path)
                    ? String.valueOf(file.getFileName())
                    : path.relativize(file).toString();
        }

        @Override
        public void close() {
            walk.ifPresent(FileWalk::close);
        }
    }
}
