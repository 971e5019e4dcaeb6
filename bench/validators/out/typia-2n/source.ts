import typia, { tags } from 'typia';
type HeartRate = { "event_type": ("heart_rate.created"); "event_id": string; "user_id": string; "created_at": string; "data": { "source": { "provider": ("garmin" | "fitbit" | "oura" | "apple" | "whoop"); "device"?: (string | null); "firmware"?: (string | null) }; "unit": ("bpm" | "rpm"); "samples": Array<{ "timestamp": string; "bpm": (number & tags.Type<"int64">); "context"?: ("rest" | "active" | "sleep") }>; "summary"?: { "avg": number; "min": (number & tags.Type<"int64">); "max": (number & tags.Type<"int64">); "resting"?: ((number & tags.Type<"int64">) | null) } } };
export const isHeartRate = typia.createIs<HeartRate>();
export const validateHeartRate = typia.createValidate<HeartRate>();
