package infocenter.gateway.ais;

/**
 * One error as AIStore's clients know it. They choose an exception by the status and by words of the message, never by its code.
 *
 * @param status of HTTP; the body repeats it
 * @param code AIStore's type of error, or empty
 * @param message for people, and for the patterns of clients: no {@code provider://name} in it but the one that it is about
 */
public record AisError(int status, String code, String message) {
    /** Something that has no code of its own. */
    public static AisError bad(String message) {
        return new AisError(400, "", message);
    }

    /** What was asked for is no part of this system; clients report it and go on. */
    public static AisError unsupported(String message) {
        return new AisError(501, "ErrUnsupp", message);
    }

    /** No such bucket; {@code shown} is {@code ais://name}. */
    public static AisError noSuchBucket(String shown) {
        return new AisError(404, "ErrBckNotFound", "bucket \"" + shown + "\" does not exist");
    }

    /** No such job. */
    public static AisError noSuchJob(String id) {
        return new AisError(404, "ErrNotFound", "x-[" + id + "] does not exist");
    }
}
