package infocenter.gateway.ais;

/** Answers one kind of call. Anything thrown becomes the answer: {@link AisRefusal} as it says, others by {@link AisErrors}. */
@FunctionalInterface
public interface AisHandler {
    /** On the call's event loop. */
    void handle(AisCall call);
}
