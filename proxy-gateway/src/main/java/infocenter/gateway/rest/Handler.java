package infocenter.gateway.rest;

/** Answers the calls of one route, on their event loop, at once or later. What it throws becomes the answer. */
@FunctionalInterface
interface Handler {
    void handle(Call call);
}
