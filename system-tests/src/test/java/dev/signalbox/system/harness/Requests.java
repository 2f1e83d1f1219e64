package dev.signalbox.system.harness;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Requests for plans, as any client would write them by hand. */
public final class Requests {

    private static final String TYPE = "dev.signalbox.plan.request.v1";

    private Requests() {}

    public static String newId() {
        return UUID.randomUUID().toString();
    }

    /** The data of a request for the latest version. */
    public static String latest(String database) {
        return "{\"database\":\"%s\",\"goal\":{\"migrateTo\":\"latest\"}}".formatted(database);
    }

    public static ProducerRecord<byte[], byte[]> binary(String id, String database, String data) {
        return record(database, data.getBytes(UTF_8), binaryHeaders(id, database));
    }

    public static Map<String, String> binaryHeaders(String id, String database) {
        var headers = new LinkedHashMap<String, String>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id);
        headers.put("ce_source", "/ops/alice");
        headers.put("ce_type", TYPE);
        headers.put("ce_subject", database);
        headers.put("ce_authtype", "user");
        headers.put("ce_authid", "alice");
        headers.put("content-type", "application/json");
        return headers;
    }

    /** What steers the run of a plan: pause, resume, cancel or retry. */
    public static ProducerRecord<byte[], byte[]> steering(
            String verb, String database, String plan) {
        var headers = binaryHeaders(newId(), database);
        headers.put("ce_type", "dev.signalbox.run." + verb + ".v1");
        var data =
                "{\"database\":\"%s\",\"plan\":\"%s\",\"reason\":\"by event\"}"
                        .formatted(database, plan);
        return record(database, data.getBytes(UTF_8), headers);
    }

    public static ProducerRecord<byte[], byte[]> structured(
            String id, String database, String data) {
        return structured(
                database,
                """
                {"specversion":"1.0","id":"%s","source":"/ops/alice","type":"%s","subject":"%s",\
                "datacontenttype":"application/json","data":%s}"""
                        .formatted(id, TYPE, database, data));
    }

    /** Any text that claims to be a structured event. */
    public static ProducerRecord<byte[], byte[]> structured(String key, String text) {
        return record(
                key,
                text.getBytes(UTF_8),
                Map.of("content-type", "application/cloudevents+json; charset=UTF-8"));
    }

    public static ProducerRecord<byte[], byte[]> record(
            String key, byte[] value, Map<String, String> headers) {
        var record =
                new ProducerRecord<byte[], byte[]>(RawKafka.REQUESTS, key.getBytes(UTF_8), value);
        headers.forEach((name, text) -> record.headers().add(name, text.getBytes(UTF_8)));
        return record;
    }
}
