const { ada, anyString, done, matching } = require("../../expected.cjs");

const archive = { file: { name: matching(/^\d+\.zip$/), text: matching(/^PK/) } };

/** A bulk read of one lead, and a bulk write of another. */
module.exports = async function bulkJobs({ operations, make, headers, file, choice }, call, { zgid }) {
  const reads = new (operations("bulk_read/bulk_read").BulkReadOperations)();
  const { BulkWriteOperations, UploadFileHeader } = operations("bulk_write/bulk_write");
  const writes = new BulkWriteOperations();

  const reading = await call("bulk read", {
    given: make("bulk_read/request_wrapper", {
      Query: make("bulk_read/query", {
        Module: "Leads",
        Fields: ["Last_Name", "City"],
        Page: 1,
        Criteria: make("bulk_read/criteria", { APIName: "Last_Name", Comparator: choice("equal"), Value: "Berg" }),
      }),
    }),
    when: (query) => reads.createBulkReadJob(query),
    want: {
      status: 201,
      body: { data: [{ code: "ADDED_SUCCESSFULLY", details: { operation: "read", state: "ADDED" } }] },
    },
  });
  const readJob = BigInt(reading.data[0].details.id);
  await call("bulk read state", {
    when: () => reads.getBulkReadJobDetails(readJob),
    until: ({ data }) => data[0].state === "COMPLETED",
    want: {
      status: 200,
      body: {
        data: [
          {
            state: "COMPLETED",
            query: { module: "Leads", criteria: { apiName: "Last_Name", comparator: "equal" } },
            result: { count: 1, moreRecords: false },
          },
        ],
      },
    },
  });
  await call("bulk read result", {
    when: () => reads.downloadResult(readJob),
    want: { status: 200, body: archive },
  });

  const upload = await call("bulk write upload", {
    given: make("bulk_write/file_body_wrapper", { File: file("Leads.zip") }),
    when: async (csv) =>
      writes.uploadFile(csv, await headers(UploadFileHeader, { FEATURE: "bulk-write", X_CRM_ORG: zgid })),
    want: { status: 200, body: { code: "FILE_UPLOAD_SUCCESS", details: { file_id: anyString } } },
  });
  const mapped = (APIName, Index) => make("bulk_write/field_mapping", { APIName, Index });
  const writing = await call("bulk write", {
    given: make("bulk_write/request_wrapper", {
      Operation: choice("insert"),
      Resource: [
        make("bulk_write/resource", {
          Type: choice("data"),
          Module: "Leads",
          FileId: String(upload.details.file_id),
          FieldMappings: [mapped("Last_Name", 0), mapped("Company", 1)],
        }),
      ],
    }),
    when: (job) => writes.createBulkWriteJob(job),
    want: { status: 201, body: done("success", { created_by: ada }) },
  });
  const written = await call("bulk write state", {
    given: BigInt(writing.details.id),
    when: (job) => writes.getBulkWriteJobDetails(job),
    until: ({ status }) => status === "COMPLETED",
    want: {
      status: 200,
      body: {
        status: "COMPLETED",
        resource: [
          {
            file: { name: "Leads.csv", addedCount: 1, totalCount: 1 },
            fieldMappings: [{ apiName: "Last_Name", index: 0 }, { apiName: "Company" }],
          },
        ],
      },
    },
  });
  await call("bulk write result", {
    given: String(written.result.downloadUrl),
    when: (address) => writes.downloadBulkWriteResult(address),
    want: { status: 200, body: archive },
  });
};
