package infocenter.target.job;

import java.io.IOException;
import java.nio.file.AccessDeniedException;
import java.nio.file.DirectoryIteratorException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.LinkOption;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Iterator;
import java.util.Optional;

/** The regular files below a folder, or the one file, one by one and in no order. Links are not followed. One thread at a time. */
final class FileWalk implements AutoCloseable {
    /** Folders within one another; each is an open file of this process while the walk is below it. */
    static final int DEPTH_MAX = 100;

    /** Hears of what is passed over. */
    interface PassedOver {
        void hear(Path path, String why);
    }

    private final Path start;
    private final Path root;
    private final PassedOver passedOver;
    private final Deque<DirectoryStream<Path>> folders = new ArrayDeque<>();
    private final Deque<Iterator<Path>> entries = new ArrayDeque<>();
    private boolean begun;

    /**
     * Opens nothing yet.
     *
     * @param root the real path that no folder may lead out of
     */
    FileWalk(Path start, Path root, PassedOver passedOver) {
        this.start = start;
        this.root = root;
        this.passedOver = passedOver;
    }

    /** The next file; empty at the end. */
    Optional<Path> next() throws IOException {
        if (!begun) {
            begun = true;
            if (visit(start)) {
                return Optional.of(start);
            }
        }
        try {
            while (!entries.isEmpty()) {
                Iterator<Path> here = entries.element();
                if (!here.hasNext()) {
                    leave();
                    continue;
                }
                Path entry = here.next();
                if (visit(entry)) {
                    return Optional.of(entry);
                }
            }
        } catch (DirectoryIteratorException failed) {
            throw new IOException("a folder below " + start + " cannot be read: " + failed.getMessage(), failed);
        }
        return Optional.empty();
    }

    /** True for a file; a folder is entered, all else is passed over. */
    private boolean visit(Path entry) throws IOException {
        try {
            BasicFileAttributes found =
                    Files.readAttributes(entry, BasicFileAttributes.class, LinkOption.NOFOLLOW_LINKS);
            if (found.isDirectory()) {
                enter(entry);
            } else if (found.isSymbolicLink()) {
                passedOver.hear(entry, "is a link, which is not followed");
            } else if (!found.isRegularFile()) {
                passedOver.hear(entry, "is no regular file");
            }
            return found.isRegularFile();
        } catch (NoSuchFileException gone) {
            return false;
        } catch (AccessDeniedException denied) {
            passedOver.hear(entry, "may not be read");
            return false;
        }
    }

    private void enter(Path folder) throws IOException {
        if (folders.size() >= DEPTH_MAX) {
            passedOver.hear(folder, "lies within more than " + DEPTH_MAX + " folders");
            return;
        }
        DirectoryStream<Path> stream = Files.newDirectoryStream(folder);
        // Asked when it is open: somebody may have put a link in its place after it was looked at.
        if (!folder.toRealPath().startsWith(root)) {
            stream.close();
            passedOver.hear(folder, "leads out of " + root);
            return;
        }
        folders.push(stream);
        entries.push(stream.iterator());
    }

    private void leave() throws IOException {
        entries.pop();
        folders.pop().close();
    }

    @Override
    public void close() {
        entries.clear();
        while (!folders.isEmpty()) {
            try {
                folders.pop().close();
            } catch (IOException harmless) {
                // Nothing was written.
                continue;
            }
        }
    }
}
