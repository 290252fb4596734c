package infocenter.cli;

import com.fasterxml.jackson.databind.JsonNode;

/**
 * A successful answer.
 *
 * @param status HTTP code
 * @param body JSON, a missing node when there was none
 */
record Answer(int status, JsonNode body) {}
