// Join: by class code and name as a student, by staff code or the school's account as a teacher; then waiting for the teacher's match.
import CoreClient
import NotYetCore
import NotYetKit
import SwiftUI

@MainActor
public struct JoinView: View {
    @Bindable private var model: JoinModel
    private let session: SessionScreen
    /// What became of a profile that is no longer here.
    private let notice: String?
    /// To the people who are here; nil where nobody is.
    private let onBack: (@MainActor () -> Void)?
    @Environment(\.words) private var words

    public init(
        model: JoinModel, session: SessionScreen, notice: String? = nil, onBack: (@MainActor () -> Void)? = nil
    ) {
        (self.model, self.session, self.notice, self.onBack) = (model, session, notice, onBack)
    }

    public var body: some View {
        ScrollView {
            VStack(alignment: .leading, spacing: Space.x16) {
                if let onBack { QuietButton(title: words.pickerBack, icon: .arrowBack, action: onBack) }
                Text(words.joinTitle).font(TypeScale.display).accessibilityAddTraits(.isHeader)
                Text(session.school.isEmpty ? words.appName : session.school)
                    .font(TypeScale.label).foregroundStyle(.tone(\.ink2))
                if let notice = session.notice ?? notice { Banner(icon: .help, text: notice) }
                if case .matching(let sentence) = session.state {
                    Card { Text(sentence) }
                    QuietButton(title: words.actionCancel) { model.cancel() }
                } else {
                    form
                }
            }
            .padding(Space.x24)
            .frame(maxWidth: Size.sheet)
            .frame(maxWidth: .infinity)
        }
        .scrollDismissesKeyboard(.interactively)
    }

    private var lead: String {
        guard model.role == .student else { return words.joinLeadStaff }
        return model.isScanned ? words.joinScanned : words.joinLead
    }

    @ViewBuilder private var form: some View {
        Choice(
            options: [words.joinAsStudent, words.joinAsTeacher], chosen: model.role == .student ? 0 : 1,
            spoken: words.joinTitle
        ) { model.role = $0 == 0 ? .student : .teacher }
        Text(lead).foregroundStyle(.tone(\.ink2))
        if model.role == .student, !model.isJoining {
            QuietButton(title: words.joinScan, icon: .photoCamera) { Task { await model.scan() } }
        }
        Field(
            name: words.joinServer, text: $model.server, hint: words.joinServerHint,
            problem: model.problem(in: "server")
        )
        .textInputAutocapitalization(.never)
        .autocorrectionDisabled()
        Field(
            name: model.role == .student ? words.joinClassCode : words.joinStaffCode, text: $model.code,
            problem: model.problem(in: "code")
        )
        .textInputAutocapitalization(.characters)
        .autocorrectionDisabled()
        if model.role == .student {
            Field(
                name: words.joinName, text: $model.name, hint: words.joinNameReader, problem: model.problem(in: "name")
            )
            .textInputAutocapitalization(.words)
        }
        if let problem = model.generalProblem { Banner(icon: .help, text: problem) }
        if model.isJoining {
            Waiting(text: words.waiting)
        } else {
            PrimaryButton(title: words.joinGo) { Task { await model.join() } }
            if model.offersAccount {
                QuietButton(title: words.joinSchoolAccount) { Task { await model.signIn() } }
            }
        }
    }
}
