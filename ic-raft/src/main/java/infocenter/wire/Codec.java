package infocenter.wire;

/**
 * One kind of record in bytes. Stateless; any thread.
 *
 * @param <T> the record
 */
public interface Codec<T> {
    /** Equal records give equal bytes. */
    byte[] encode(T record);

    /**
     * Reads what {@link #encode} wrote.
     *
     * @throws WireException naming the record and the field, when it cannot be read whole; nothing else is thrown
     */
    T decode(byte[] bytes);
}
