import * as __typia_transform__isTypeInt64 from "typia/lib/internal/_isTypeInt64";
import * as __typia_transform__validateReport from "typia/lib/internal/_validateReport";
import * as __typia_transform__createStandardSchema from "typia/lib/internal/_createStandardSchema";
import typia from 'typia';
export const isHeartRate = (() => { const _io0 = input => "heart_rate.created" === input.event_type && "string" === typeof input.event_id && "string" === typeof input.user_id && "string" === typeof input.created_at && ("object" === typeof input.data && null !== input.data && _io1(input.data)); const _io1 = input => "object" === typeof input.source && null !== input.source && _io2(input.source) && ("bpm" === input.unit || "rpm" === input.unit) && (Array.isArray(input.samples) && input.samples.every(elem => "object" === typeof elem && null !== elem && _io3(elem))) && (undefined === input.summary || "object" === typeof input.summary && null !== input.summary && _io4(input.summary)); const _io2 = input => ("garmin" === input.provider || "fitbit" === input.provider || "oura" === input.provider || "apple" === input.provider || "whoop" === input.provider) && (null === input.device || undefined === input.device || "string" === typeof input.device) && (null === input.firmware || undefined === input.firmware || "string" === typeof input.firmware); const _io3 = input => "string" === typeof input.timestamp && ("number" === typeof input.bpm && __typia_transform__isTypeInt64._isTypeInt64(input.bpm)) && (undefined === input.context || "rest" === input.context || "active" === input.context || "sleep" === input.context); const _io4 = input => "number" === typeof input.avg && ("number" === typeof input.min && __typia_transform__isTypeInt64._isTypeInt64(input.min)) && ("number" === typeof input.max && __typia_transform__isTypeInt64._isTypeInt64(input.max)) && (null === input.resting || undefined === input.resting || "number" === typeof input.resting && __typia_transform__isTypeInt64._isTypeInt64(input.resting)); return input => "object" === typeof input && null !== input && _io0(input); })();
export const validateHeartRate = (() => { const _io0 = input => "heart_rate.created" === input.event_type && "string" === typeof input.event_id && "string" === typeof input.user_id && "string" === typeof input.created_at && ("object" === typeof input.data && null !== input.data && _io1(input.data)); const _io1 = input => "object" === typeof input.source && null !== input.source && _io2(input.source) && ("bpm" === input.unit || "rpm" === input.unit) && (Array.isArray(input.samples) && input.samples.every(elem => "object" === typeof elem && null !== elem && _io3(elem))) && (undefined === input.summary || "object" === typeof input.summary && null !== input.summary && _io4(input.summary)); const _io2 = input => ("garmin" === input.provider || "fitbit" === input.provider || "oura" === input.provider || "apple" === input.provider || "whoop" === input.provider) && (null === input.device || undefined === input.device || "string" === typeof input.device) && (null === input.firmware || undefined === input.firmware || "string" === typeof input.firmware); const _io3 = input => "string" === typeof input.timestamp && ("number" === typeof input.bpm && __typia_transform__isTypeInt64._isTypeInt64(input.bpm)) && (undefined === input.context || "rest" === input.context || "active" === input.context || "sleep" === input.context); const _io4 = input => "number" === typeof input.avg && ("number" === typeof input.min && __typia_transform__isTypeInt64._isTypeInt64(input.min)) && ("number" === typeof input.max && __typia_transform__isTypeInt64._isTypeInt64(input.max)) && (null === input.resting || undefined === input.resting || "number" === typeof input.resting && __typia_transform__isTypeInt64._isTypeInt64(input.resting)); const _vo0 = (input, _path, _exceptionable = true) => ["heart_rate.created" === input.event_type || _report(_exceptionable, {
        path: _path + ".event_type",
        expected: "\"heart_rate.created\"",
        value: input.event_type
    }), "string" === typeof input.event_id || _report(_exceptionable, {
        path: _path + ".event_id",
        expected: "string",
        value: input.event_id
    }), "string" === typeof input.user_id || _report(_exceptionable, {
        path: _path + ".user_id",
        expected: "string",
        value: input.user_id
    }), "string" === typeof input.created_at || _report(_exceptionable, {
        path: _path + ".created_at",
        expected: "string",
        value: input.created_at
    }), ("object" === typeof input.data && null !== input.data || _report(_exceptionable, {
        path: _path + ".data",
        expected: "__type",
        value: input.data
    })) && _vo1(input.data, _path + ".data", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".data",
        expected: "__type",
        value: input.data
    })].every(flag => flag); const _vo1 = (input, _path, _exceptionable = true) => [("object" === typeof input.source && null !== input.source || _report(_exceptionable, {
        path: _path + ".source",
        expected: "__type.o1",
        value: input.source
    })) && _vo2(input.source, _path + ".source", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".source",
        expected: "__type.o1",
        value: input.source
    }), "bpm" === input.unit || "rpm" === input.unit || _report(_exceptionable, {
        path: _path + ".unit",
        expected: "(\"bpm\" | \"rpm\")",
        value: input.unit
    }), (Array.isArray(input.samples) || _report(_exceptionable, {
        path: _path + ".samples",
        expected: "Array<__type>",
        value: input.samples
    })) && input.samples.map((elem, _index2) => ("object" === typeof elem && null !== elem || _report(_exceptionable, {
        path: _path + ".samples[" + _index2 + "]",
        expected: "__type.o2",
        value: elem
    })) && _vo3(elem, _path + ".samples[" + _index2 + "]", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".samples[" + _index2 + "]",
        expected: "__type.o2",
        value: elem
    })).every(flag => flag) || _report(_exceptionable, {
        path: _path + ".samples",
        expected: "Array<__type>",
        value: input.samples
    }), undefined === input.summary || ("object" === typeof input.summary && null !== input.summary || _report(_exceptionable, {
        path: _path + ".summary",
        expected: "(__type.o6 | undefined)",
        value: input.summary
    })) && _vo4(input.summary, _path + ".summary", true && _exceptionable) || _report(_exceptionable, {
        path: _path + ".summary",
        expected: "(__type.o6 | undefined)",
        value: input.summary
    })].every(flag => flag); const _vo2 = (input, _path, _exceptionable = true) => ["garmin" === input.provider || "fitbit" === input.provider || "oura" === input.provider || "apple" === input.provider || "whoop" === input.provider || _report(_exceptionable, {
        path: _path + ".provider",
        expected: "(\"apple\" | \"fitbit\" | \"garmin\" | \"oura\" | \"whoop\")",
        value: input.provider
    }), null === input.device || undefined === input.device || "string" === typeof input.device || _report(_exceptionable, {
        path: _path + ".device",
        expected: "(null | string | undefined)",
        value: input.device
    }), null === input.firmware || undefined === input.firmware || "string" === typeof input.firmware || _report(_exceptionable, {
        path: _path + ".firmware",
        expected: "(null | string | undefined)",
        value: input.firmware
    })].every(flag => flag); const _vo3 = (input, _path, _exceptionable = true) => ["string" === typeof input.timestamp || _report(_exceptionable, {
        path: _path + ".timestamp",
        expected: "string",
        value: input.timestamp
    }), "number" === typeof input.bpm && (__typia_transform__isTypeInt64._isTypeInt64(input.bpm) || _report(_exceptionable, {
        path: _path + ".bpm",
        expected: "number & Type<\"int64\">",
        value: input.bpm
    })) || _report(_exceptionable, {
        path: _path + ".bpm",
        expected: "(number & Type<\"int64\">)",
        value: input.bpm
    }), undefined === input.context || "rest" === input.context || "active" === input.context || "sleep" === input.context || _report(_exceptionable, {
        path: _path + ".context",
        expected: "(\"active\" | \"rest\" | \"sleep\" | undefined)",
        value: input.context
    })].every(flag => flag); const _vo4 = (input, _path, _exceptionable = true) => ["number" === typeof input.avg || _report(_exceptionable, {
        path: _path + ".avg",
        expected: "number",
        value: input.avg
    }), "number" === typeof input.min && (__typia_transform__isTypeInt64._isTypeInt64(input.min) || _report(_exceptionable, {
        path: _path + ".min",
        expected: "number & Type<\"int64\">",
        value: input.min
    })) || _report(_exceptionable, {
        path: _path + ".min",
        expected: "(number & Type<\"int64\">)",
        value: input.min
    }), "number" === typeof input.max && (__typia_transform__isTypeInt64._isTypeInt64(input.max) || _report(_exceptionable, {
        path: _path + ".max",
        expected: "number & Type<\"int64\">",
        value: input.max
    })) || _report(_exceptionable, {
        path: _path + ".max",
        expected: "(number & Type<\"int64\">)",
        value: input.max
    }), null === input.resting || undefined === input.resting || "number" === typeof input.resting && (__typia_transform__isTypeInt64._isTypeInt64(input.resting) || _report(_exceptionable, {
        path: _path + ".resting",
        expected: "number & Type<\"int64\">",
        value: input.resting
    })) || _report(_exceptionable, {
        path: _path + ".resting",
        expected: "((number & Type<\"int64\">) | null | undefined)",
        value: input.resting
    })].every(flag => flag); const __is = input => "object" === typeof input && null !== input && _io0(input); let errors; let _report; return __typia_transform__createStandardSchema._createStandardSchema(input => {
    if (false === __is(input)) {
        errors = [];
        _report = __typia_transform__validateReport._validateReport(errors);
        ((input, _path, _exceptionable = true) => ("object" === typeof input && null !== input || _report(true, {
            path: _path + "",
            expected: "HeartRate",
            value: input
        })) && _vo0(input, _path + "", true) || _report(true, {
            path: _path + "",
            expected: "HeartRate",
            value: input
        }))(input, "$input", true);
        const success = 0 === errors.length;
        return success ? {
            success,
            data: input
        } : {
            success,
            errors,
            data: input
        };
    }
    return {
        success: true,
        data: input
    };
}); })();
