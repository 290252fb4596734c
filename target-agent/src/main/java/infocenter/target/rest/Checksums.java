package infocenter.target.rest;

import infocenter.node.TransferHeaders;
import infocenter.target.store.Writing;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Compares what arrived with what its sender said of it. */
final class Checksums {
    private Checksums() {}

    /** Refuses a content that has not the checksum in the header; without the header, any. */
    static void require(@Nullable String told, Writing whole) {
        String found = text(whole);
        if (told != null && !told.equalsIgnoreCase(found)) {
            throw Problem.field(TransferHeaders.CHECKSUM, "the content's XXH64 is " + found + ", not " + told)
                    .refused();
        }
    }

    /** Of what was written so far, as headers carry it. */
    static String text(Writing whole) {
        return HexFormat.of().toHexDigits(whole.xxh64());
    }
}
