package infocenter.target.ais;

import infocenter.target.rest.ClientObjects;
import infocenter.target.rest.ObjectAddress;
import infocenter.target.rest.Place;
import infocenter.target.rest.Upload;
import infocenter.target.store.CustomMetadata;
import infocenter.target.store.ObjectInfo;
import infocenter.target.store.VersionRule;
import infocenter.target.store.Writing;
import java.io.IOException;
import java.nio.ByteBuffer;

/** A body that becomes the object, if it has the checksum that its sender told. Of one request; on disk threads. */
record Arriving(ClientObjects objects, ObjectAddress address, Place place, CustomMetadata custom, ToldChecksum told)
        implements Upload.Into<Writing, ObjectInfo> {
    @Override
    public Writing open() throws IOException {
        return objects.store().write(place.bucketId(), address.name());
    }

    @Override
    public void write(Writing writing, ByteBuffer bytes) throws IOException {
        told.update(bytes.duplicate());
        writing.write(bytes);
    }

    @Override
    public ObjectInfo commit(Writing whole) throws IOException {
        told.require(whole);
        return ClientObjects.committed(
                objects.commit(address.name(), place, whole, new VersionRule.Next(place.mapVersion()), custom));
    }

    @Override
    public void abort(Writing writing) {
        writing.abort();
    }
}
