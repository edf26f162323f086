/// The configuration that `init` writes: an office to copy from, and with `--demo` one that works at once.
enum DemoConfiguration {
    static let pipeline = "phu-cuong"
    static let office = "UBND xã Phú Cường"
    static let signer = "Nguyễn Văn A"

    static let text = """
        # Một cơ quan chứng thực. Mọi khóa được kiểm tra chặt chẽ: chungthuc doctor nói rõ tệp, dòng và khóa nào sai.
        # Đường dẫn tính từ thư mục làm việc. "chungthuc init --demo" tạo các chứng thư, hình ảnh và sổ để thử.

        folders: {inbox: inbox, spool: spool}

        office:
          name: UBND xã Phú Cường
          code: G22.99                   # phần đầu của mã hồ sơ
          code-style: ddmmyy             # hoặc yymmdd
          place: xã Phú Cường
          timezone: Asia/Ho_Chi_Minh
          # holidays: pipelines/ngay-nghi.txt   # mỗi dòng một ngày nghỉ, ví dụ: 2026-09-02 Quốc khánh

        intake:
          limit: 30MiB                   # tính cả đúng 30 MiB
          settle: 2s                     # tệp phải đứng yên từng này lâu mới được tiếp nhận
          submit: manual                 # automatic: hồ sơ đủ thông tin được trình ký ngay
          # allow: [embedded-files]      # nội dung động vẫn nhận: javascript, launch, open-actions, embedded-files,
          #                              # rich-media, xfa, hidden-layers; mặc định không nhận loại nào

        document-types:
          giay-khai-sinh: Giấy khai sinh
          chung-minh-nhan-dan: Chứng minh nhân dân
          can-cuoc-cong-dan: Căn cước công dân
          ho-chieu: Hộ chiếu
          bang-tot-nghiep: Bằng tốt nghiệp
          giay-chung-nhan-ket-hon: Giấy chứng nhận kết hôn
          giay-dang-ky-kinh-doanh: Giấy chứng nhận đăng ký doanh nghiệp
          giay-to-khac: Giấy tờ khác

        signers:
          - id: chu-tich
            name: Nguyễn Văn A
            title: CHỦ TỊCH              # hoặc KT. CHỦ TỊCH, TUQ. CHỦ TỊCH …
            key: {pkcs12: pki/leader.p12, passphrase-file: pki/leader.pass}
            # Khóa trên thiết bị ký số (PKCS#11); thêm serial, id hay certificate (PEM) khi cần:
            # key: {pkcs11: {module: …/opensc-pkcs11.so, token: Lãnh đạo, label: ký số, pin-file: pki/leader.pin}}
            image: pki/leader.png        # PNG nền trong suốt

        seal:
          key: {pkcs12: pki/seal.p12, passphrase-file: pki/seal.pass}
          image: pki/seal.png

        signature:
          scheme: rsassa-pss             # hoặc rsassa-pkcs1; khóa EC luôn dùng ECDSA
          level: B-B                     # B-T, B-LT, B-LTA cần máy chủ dấu thời gian (RFC 3161):
          # timestamp:
          #   url: http://tsa.ca.gov.vn    # hoặc urls: […], hỏi lần lượt
          #   trust: pki/tsa-root.pem      # gốc tin cậy của dấu thời gian; bỏ trống: gốc của các khóa trên
          #   limit: 10s                   # thời gian chờ một lần hỏi
          #   rate: 5                      # số lần hỏi tối đa mỗi giây

        attestation:
          placement: new-page

        delivery:
          email:
            from: chungthuc@phucuong.example
            transport: maildir
            maildir: mail
            # Gửi qua máy chủ thư: transport: smtp và
            # smtp: {url: smtp://mail.example.vn:587, user: chungthuc, password-file: pki/mail.pass}
            # limit: 25MB                   # thư lớn hơn được thay bằng liên kết tải về:
            # links: {directory: public, url: "https://chungthuc.example.vn/tep/{name}", expires: 30d}
            # bounces: {maildir: bounces}   # thư bị trả lại; hoặc {mbox: …}
          # account: {transport: directory} # mỗi tài khoản một thư mục trong accounts/; hoặc http với url, token-file

        # notifications:
        #   sms: {transport: directory}     # tin nhắn trong messages/; hoặc http với url, token-file, body

        # appointments: {hours: [8, 9, 10, 11, 13, 14, 15, 16], capacity: 4, days: [mon, tue, wed, thu, fri], horizon: 30}

        register:
          padding: 0                     # 3: số ghi là 001/ĐT
          open-next: false               # true: tự thêm sổ của năm mới trước ngày 01/01
          # published: web                # thư mục chứa annulled.json để công bố; mặc định là thư mục làm việc
          # anchor: {folder: /mnt/neo}     # nơi cất mốc neo sổ cái, nên ở ổ đĩa khác; mặc định là anchors/

        """
}
