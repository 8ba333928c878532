const { deleted, done, matching } = require("../../expected.cjs");

/** Attachments and the photo of the lead Siv Berg, and files of no record. */
module.exports = async function files({ operations, make, params, file }, call, { siv }) {
  const api = operations("attachments/attachments");
  const attachments = new api.AttachmentsOperations("Leads", BigInt(siv));
  const { FileOperations, GetFileParam } = operations("file/file");
  const stored = new FileOperations();
  const records = new (operations("record/record").RecordOperations)();

  const attached = await call("attach", {
    given: make("attachments/file_body_wrapper", { File: file("offer.txt") }),
    when: (given) => attachments.uploadAttachment(given),
    want: { status: 200, body: { data: [done("attachment uploaded successfully")] } },
  });
  const offer = attached.data[0].details.id;
  await call("attach a link", {
    given: await params(api.UploadLinkAttachmentParam, { ATTACHMENTURL: "https://example.com/offer" }),
    when: (given) => attachments.uploadLinkAttachment(given),
    want: { status: 200, body: { data: [done("attachment uploaded successfully")] } },
  });
  const held = await call("attachments", {
    when: () => attachments.getAttachments(),
    want: {
      status: 200,
      body: {
        data: [
          { linkUrl: "https://example.com/offer", type: "Link URL" },
          { fileName: "offer.txt", size: "8", parentId: { name: "Siv Berg" } },
        ],
      },
    },
  });
  await call("download", {
    when: () => attachments.downloadAttachment(BigInt(offer)),
    want: { status: 200, body: { file: { name: "offer.txt", text: "An offer" } } },
  });
  await call("delete attachment", {
    when: () => attachments.deleteAttachment(BigInt(offer)),
    want: { status: 200, body: { data: [deleted] } },
  });
  const others = held.data.map(({ id }) => id).filter((id) => id !== offer);
  await call("delete attachments", {
    given: await params(api.DeleteAttachmentsParam, { IDS: others.map(BigInt) }),
    when: (ids) => attachments.deleteAttachments(ids),
    want: { status: 200, body: { data: [deleted] } },
  });

  await call("upload photo", {
    given: make("record/file_body_wrapper", { File: file("dot.png") }),
    when: (picture) => records.uploadPhoto(BigInt(siv), "Leads", picture),
    want: { status: 200, body: done("photo uploaded successfully") },
  });
  await call("download photo", {
    when: () => records.getPhoto(BigInt(siv), "Leads"),
    want: { status: 200, body: { file: { name: "dot.png", text: matching(/^.PNG/) } } },
  });
  await call("delete photo", {
    when: () => records.deletePhoto(BigInt(siv), "Leads"),
    want: { status: 200, body: done("Photo deleted") },
  });

  const uploaded = await call("upload file", {
    given: make("file/body_wrapper", { File: [file("plan.txt")] }),
    when: (given) => stored.uploadFiles(given),
    want: { status: 200, body: { data: [{ code: "SUCCESS", details: { name: "plan.txt" } }] } },
  });
  await call("get file", {
    given: await params(GetFileParam, { ID: uploaded.data[0].details.id }),
    when: (id) => stored.getFile(id),
    want: { status: 200, body: { file: { name: "plan.txt", text: "A plan" } } },
  });
};
